-- Each rule that was held to this record, as it was then (a digest of what it watches): what a new or changed one would have rung for is looked at once.
CREATE TABLE rules_held (status INTEGER NOT NULL, rule TEXT NOT NULL, digest TEXT NOT NULL, PRIMARY KEY (status, rule)) STRICT, WITHOUT ROWID;
