-- Derived: by what copies are found, and who shares text with whom. first and second are sequences, the earlier published first; passages are pairs of start and length in the second.
CREATE TABLE fingerprints (document INTEGER PRIMARY KEY, fingerprint BLOB NOT NULL) STRICT;
CREATE TABLE copy_keys (key INTEGER NOT NULL, document INTEGER NOT NULL, PRIMARY KEY (key, document)) STRICT, WITHOUT ROWID;
CREATE TABLE copy_links (first INTEGER NOT NULL, second INTEGER NOT NULL, kind INTEGER NOT NULL, share REAL NOT NULL, passages BLOB NOT NULL, PRIMARY KEY (first, second)) STRICT, WITHOUT ROWID;
CREATE INDEX copy_links_by_second ON copy_links (second, first);
