-- The record itself: what was received and what was read in it. Never overwritten.
-- Moments are microseconds since 1970-01-01 UTC; recorded_at grows with every row, so "as of" is exact.

CREATE TABLE documents (
  sequence INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  title TEXT,
  outlet TEXT,
  url TEXT,
  path TEXT,
  published_at INTEGER,
  published_to_the_minute INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL UNIQUE,
  -- Where it stands in time for a reader: published, or recorded where that is not known.
  at INTEGER NOT NULL,
  text_length INTEGER NOT NULL
) STRICT;
CREATE INDEX documents_by_time ON documents (at);
CREATE INDEX documents_by_outlet ON documents (outlet, at);

-- Apart from their documents, so that a walk over these is short. UTF-8, Brotli.
CREATE TABLE document_texts (document INTEGER PRIMARY KEY REFERENCES documents, text BLOB NOT NULL) STRICT;

CREATE TABLE readings (
  id INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES documents,
  reader_version TEXT NOT NULL,
  recorded_at INTEGER NOT NULL UNIQUE,
  UNIQUE (document, reader_version)
) STRICT;

-- facts: what views are computed from (ReadingPayload). json: the whole tocsin.reading/1, Brotli.
CREATE TABLE reading_contents (reading INTEGER PRIMARY KEY REFERENCES readings, facts BLOB NOT NULL, json BLOB NOT NULL) STRICT;

-- What somebody decided against a reading (kind: join, split, retract, field), and what else people decide. body is JSON.
CREATE TABLE corrections (number INTEGER PRIMARY KEY, recorded_at INTEGER NOT NULL UNIQUE, by TEXT NOT NULL, reason TEXT NOT NULL, kind TEXT NOT NULL, body TEXT NOT NULL) STRICT;
CREATE TABLE decisions (
  number INTEGER PRIMARY KEY, recorded_at INTEGER NOT NULL UNIQUE, by TEXT NOT NULL, reason TEXT NOT NULL, kind TEXT NOT NULL, subject TEXT NOT NULL, body TEXT NOT NULL
) STRICT;
CREATE INDEX decisions_by_subject ON decisions (kind, subject, number);

-- What is watched: the newest of a name holds; a null body ends it.
CREATE TABLE situations (number INTEGER PRIMARY KEY, recorded_at INTEGER NOT NULL UNIQUE, by TEXT NOT NULL, name TEXT NOT NULL, body TEXT) STRICT;
CREATE INDEX situations_by_name ON situations (name, number);

CREATE TRIGGER documents_stay BEFORE UPDATE ON documents BEGIN SELECT RAISE(ABORT, 'documents are never changed'); END;
CREATE TRIGGER documents_remain BEFORE DELETE ON documents BEGIN SELECT RAISE(ABORT, 'documents are never removed'); END;
CREATE TRIGGER documents_once BEFORE INSERT ON documents WHEN EXISTS (SELECT 1 FROM documents WHERE id = NEW.id OR sequence = NEW.sequence)
  BEGIN SELECT RAISE(ABORT, 'documents are never replaced'); END;
CREATE TRIGGER document_texts_stay BEFORE UPDATE ON document_texts BEGIN SELECT RAISE(ABORT, 'texts are never changed'); END;
CREATE TRIGGER document_texts_remain BEFORE DELETE ON document_texts BEGIN SELECT RAISE(ABORT, 'texts are never removed'); END;
CREATE TRIGGER document_texts_once BEFORE INSERT ON document_texts WHEN EXISTS (SELECT 1 FROM document_texts WHERE document = NEW.document)
  BEGIN SELECT RAISE(ABORT, 'texts are never replaced'); END;
CREATE TRIGGER readings_stay BEFORE UPDATE ON readings BEGIN SELECT RAISE(ABORT, 'readings are never changed'); END;
CREATE TRIGGER readings_remain BEFORE DELETE ON readings BEGIN SELECT RAISE(ABORT, 'readings are never removed'); END;
CREATE TRIGGER readings_once BEFORE INSERT ON readings WHEN EXISTS (SELECT 1 FROM readings WHERE id = NEW.id OR (document = NEW.document AND reader_version = NEW.reader_version))
  BEGIN SELECT RAISE(ABORT, 'readings are never replaced'); END;
CREATE TRIGGER reading_contents_stay BEFORE UPDATE ON reading_contents BEGIN SELECT RAISE(ABORT, 'readings are never changed'); END;
CREATE TRIGGER reading_contents_remain BEFORE DELETE ON reading_contents BEGIN SELECT RAISE(ABORT, 'readings are never removed'); END;
CREATE TRIGGER reading_contents_once BEFORE INSERT ON reading_contents WHEN EXISTS (SELECT 1 FROM reading_contents WHERE reading = NEW.reading)
  BEGIN SELECT RAISE(ABORT, 'readings are never replaced'); END;
CREATE TRIGGER corrections_stay BEFORE UPDATE ON corrections BEGIN SELECT RAISE(ABORT, 'corrections are never changed'); END;
CREATE TRIGGER corrections_remain BEFORE DELETE ON corrections BEGIN SELECT RAISE(ABORT, 'corrections are never removed'); END;
CREATE TRIGGER corrections_once BEFORE INSERT ON corrections WHEN EXISTS (SELECT 1 FROM corrections WHERE number = NEW.number)
  BEGIN SELECT RAISE(ABORT, 'corrections are never replaced'); END;
CREATE TRIGGER decisions_stay BEFORE UPDATE ON decisions BEGIN SELECT RAISE(ABORT, 'decisions are never changed'); END;
CREATE TRIGGER decisions_remain BEFORE DELETE ON decisions BEGIN SELECT RAISE(ABORT, 'decisions are never removed'); END;
CREATE TRIGGER decisions_once BEFORE INSERT ON decisions WHEN EXISTS (SELECT 1 FROM decisions WHERE number = NEW.number)
  BEGIN SELECT RAISE(ABORT, 'decisions are never replaced'); END;
CREATE TRIGGER situations_stay BEFORE UPDATE ON situations BEGIN SELECT RAISE(ABORT, 'what was watched is never changed'); END;
CREATE TRIGGER situations_remain BEFORE DELETE ON situations BEGIN SELECT RAISE(ABORT, 'what was watched is never removed'); END;
CREATE TRIGGER situations_once BEFORE INSERT ON situations WHEN EXISTS (SELECT 1 FROM situations WHERE number = NEW.number)
  BEGIN SELECT RAISE(ABORT, 'what was watched is never replaced'); END;

-- Who looked at what last. Not part of the record: it is changed in place.
CREATE TABLE looks (situation TEXT NOT NULL, who TEXT NOT NULL, at INTEGER NOT NULL, sequence INTEGER NOT NULL, PRIMARY KEY (situation, who)) STRICT, WITHOUT ROWID;
