-- What did not ring and why, so that whoever is on duty can look it over: each report once for each reason (UnrungReason), each rule about how things stand once. The newest of each reason are kept.
CREATE TABLE held_back (
  sequence INTEGER PRIMARY KEY,
  status INTEGER NOT NULL,
  reason INTEGER NOT NULL,
  key TEXT NOT NULL,
  rules TEXT NOT NULL,
  document TEXT NOT NULL,
  words TEXT NOT NULL,
  why TEXT NOT NULL,
  recorded_at INTEGER NOT NULL,
  UNIQUE (status, reason, key)
) STRICT;

-- Whom the bell will call next of each warning that rings, and when: as it last planned. An empty contact: nobody on the ladder is called for it.
CREATE TABLE next_calls (
  subject TEXT NOT NULL, contact TEXT NOT NULL, name TEXT NOT NULL, at INTEGER NOT NULL, round INTEGER NOT NULL, step INTEGER NOT NULL, steps INTEGER NOT NULL, PRIMARY KEY (subject, contact)
) STRICT, WITHOUT ROWID;
