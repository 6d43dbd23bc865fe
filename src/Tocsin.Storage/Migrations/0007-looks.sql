-- Who looked at what, when: a row for each look, none changed or removed. (The table before it had one row for each reader, changed in place, and nothing ever wrote it.)
-- situation is what the scope holds and not how it was typed; clock is 0 recorded, 1 published; shown_at is the moment that was shown, by that clock; sequence the newest document then.
DROP TABLE looks;
CREATE TABLE looks (
  number INTEGER PRIMARY KEY, recorded_at INTEGER NOT NULL, situation TEXT NOT NULL, who TEXT NOT NULL, clock INTEGER NOT NULL, shown_at INTEGER NOT NULL, sequence INTEGER NOT NULL
) STRICT;
CREATE INDEX looks_by_situation ON looks (situation, who, clock, number);
CREATE TRIGGER looks_stay BEFORE UPDATE ON looks BEGIN SELECT RAISE(ABORT, 'looks are never changed'); END;
CREATE TRIGGER looks_remain BEFORE DELETE ON looks BEGIN SELECT RAISE(ABORT, 'looks are never removed'); END;
CREATE TRIGGER looks_once BEFORE INSERT ON looks WHEN EXISTS (SELECT 1 FROM looks WHERE number = NEW.number)
  BEGIN SELECT RAISE(ABORT, 'looks are never replaced'); END;

-- When the outcome of a poll was recorded, which is after it ended: so that what could not be seen at a moment is exact. Null in rows from before; then `at` stands for it.
ALTER TABLE feed_polls ADD COLUMN recorded_at INTEGER;
CREATE INDEX feed_polls_by_recording ON feed_polls (recorded_at);
