-- Warnings: what was said, to whom it is to go, and how that went. body is JSON (WarningJson), cap the CAP 1.2 message as it is sent; null where nothing is sent.
-- Who acknowledged, took back or cancelled stands in decisions (kinds warning-acknowledged, warning-taken-back), with everything else that people decide.

CREATE TABLE warnings (
  sequence INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  subject TEXT NOT NULL,
  rule TEXT NOT NULL,
  status INTEGER NOT NULL,
  reach INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL UNIQUE,
  body TEXT NOT NULL,
  cap BLOB
) STRICT;
CREATE INDEX warnings_by_subject ON warnings (subject);
CREATE INDEX warnings_by_expiry ON warnings (expires_at);
CREATE TRIGGER warnings_stay BEFORE UPDATE ON warnings BEGIN SELECT RAISE(ABORT, 'warnings are never changed'); END;
CREATE TRIGGER warnings_remain BEFORE DELETE ON warnings BEGIN SELECT RAISE(ABORT, 'warnings are never removed'); END;

-- One row for each message to each channel and contact. state: 0 waiting, 1 being sent, 2 sent, 3 given up, 4 stopped. An empty contact: the channel keeps the message, nobody is called.
CREATE TABLE outbox (
  sequence INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  warning INTEGER NOT NULL REFERENCES warnings,
  subject TEXT NOT NULL,
  channel TEXT NOT NULL,
  contact TEXT NOT NULL,
  round INTEGER NOT NULL,
  step INTEGER NOT NULL,
  severity INTEGER NOT NULL,
  due_at INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  state INTEGER NOT NULL,
  next_at INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  -- The process ended while it was being sent: it may have arrived, and is marked so when it is sent again.
  may_have_arrived INTEGER NOT NULL,
  done_at INTEGER,
  error TEXT
) STRICT;
CREATE INDEX outbox_waiting ON outbox (channel, severity DESC, next_at) WHERE state = 0;
CREATE INDEX outbox_by_subject ON outbox (subject);
CREATE TRIGGER outbox_remains BEFORE DELETE ON outbox BEGIN SELECT RAISE(ABORT, 'what was to be sent is never removed'); END;

CREATE TABLE attempts (
  outbox INTEGER NOT NULL REFERENCES outbox, number INTEGER NOT NULL, started_at INTEGER NOT NULL, ended_at INTEGER, outcome INTEGER, error TEXT, PRIMARY KEY (outbox, number)
) STRICT, WITHOUT ROWID;

-- How far the rules have looked: the last reading and the last correction. One row.
CREATE TABLE warning_progress (one INTEGER PRIMARY KEY CHECK (one = 1), reading INTEGER NOT NULL, correction INTEGER NOT NULL, looked_at INTEGER NOT NULL) STRICT;

-- When the bell last showed that it is alive. One row.
CREATE TABLE bell (one INTEGER PRIMARY KEY CHECK (one = 1), beat_at INTEGER NOT NULL) STRICT;

-- A fresh report is the later one of its links.
CREATE INDEX incident_links_by_second ON incident_links (second_reading);
