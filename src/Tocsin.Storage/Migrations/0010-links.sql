-- What competes with the links of a situation is read from this index alone.
DROP INDEX incident_links_by_second;
CREATE INDEX incident_links_by_second ON incident_links (second_reading, second_event, likeness);
