-- Derived from documents and readings alone, and made again by `tocsin rebuild`. An event's or claim's id is its reading's, shifted left by 20 bits, plus its number.

-- Which readings speak of what. kind: 1 party (key or side), 2 country of a place, 3 folded name of a place, 4 type of event.
CREATE TABLE scope_terms (kind INTEGER NOT NULL, term TEXT NOT NULL, at INTEGER NOT NULL, reading INTEGER NOT NULL, PRIMARY KEY (kind, term, at, reading)) STRICT, WITHOUT ROWID;

CREATE TABLE events (
  id INTEGER PRIMARY KEY,
  type TEXT NOT NULL, mode TEXT, quad INTEGER NOT NULL, score REAL NOT NULL, status INTEGER NOT NULL, factuality INTEGER NOT NULL, confidence REAL NOT NULL,
  actor TEXT, recipient TEXT,
  country TEXT, place TEXT, latitude REAL, longitude REAL,
  occurred_from TEXT, occurred_to TEXT
) STRICT;
CREATE INDEX events_by_pair ON events (actor, recipient, occurred_from);

CREATE TABLE claims (id INTEGER PRIMARY KEY, source TEXT, source_kind INTEGER NOT NULL, act INTEGER NOT NULL, negated INTEGER NOT NULL, said_from TEXT, said_to TEXT) STRICT;

-- Without their content, which the record has anyway; rowid is the document's sequence, or the id above.
CREATE VIRTUAL TABLE text_index USING fts5 (title, body, content = '', tokenize = 'porter unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE event_index USING fts5 (body, content = '', tokenize = 'porter unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE claim_index USING fts5 (body, content = '', tokenize = 'porter unicode61 remove_diacritics 2');
