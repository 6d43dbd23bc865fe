-- Derived: by what accounts of one happening are found, and which go together. telling and event numbers are those of events of their reading.
CREATE TABLE incident_keys (key INTEGER NOT NULL, reading INTEGER NOT NULL, telling INTEGER NOT NULL, PRIMARY KEY (key, reading, telling)) STRICT, WITHOUT ROWID;
CREATE TABLE incident_links (
  first_reading INTEGER NOT NULL, first_event INTEGER NOT NULL, second_reading INTEGER NOT NULL, second_event INTEGER NOT NULL, likeness REAL NOT NULL, reason TEXT NOT NULL,
  PRIMARY KEY (first_reading, second_reading, first_event, second_event)
) STRICT, WITHOUT ROWID;
