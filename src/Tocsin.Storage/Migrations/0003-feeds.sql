-- What is polled, and how it goes. State, changed in place; the log of polls is kept.

CREATE TABLE feeds (
  number INTEGER PRIMARY KEY,
  url TEXT NOT NULL UNIQUE,
  title TEXT,
  outlet TEXT,
  -- rss, atom, json, page, mailbox, …; null until it is known.
  kind TEXT,
  added_at INTEGER NOT NULL,
  -- It stays for its documents, and is polled no more.
  removed_at INTEGER,
  paused INTEGER NOT NULL DEFAULT 0,
  poll_seconds INTEGER,
  -- Whatever its poller wants to keep, as JSON.
  settings TEXT,
  -- Where it moved for good (HTTP 301, 308).
  moved_to TEXT,
  etag TEXT,
  last_modified TEXT,
  content_hash TEXT,
  last_poll_at INTEGER,
  next_poll_at INTEGER,
  last_success_at INTEGER,
  last_failure_at INTEGER,
  last_failure TEXT,
  last_status INTEGER,
  failures_in_a_row INTEGER NOT NULL DEFAULT 0,
  last_new_at INTEGER,
  items_in_all INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE feed_polls (
  number INTEGER PRIMARY KEY, feed INTEGER NOT NULL REFERENCES feeds, at INTEGER NOT NULL, succeeded INTEGER NOT NULL, status INTEGER, items INTEGER NOT NULL, new_items INTEGER NOT NULL, message TEXT,
  milliseconds INTEGER
) STRICT;
CREATE INDEX feed_polls_by_feed ON feed_polls (feed, at);

-- Items that were seen, so that none is fetched twice. document is the record's id; null where it came to none, and problem says why.
CREATE TABLE feed_items (
  feed INTEGER NOT NULL REFERENCES feeds, item TEXT NOT NULL, url TEXT, seen_at INTEGER NOT NULL, tries INTEGER NOT NULL DEFAULT 1, document TEXT, problem TEXT, PRIMARY KEY (feed, item)
) STRICT, WITHOUT ROWID;
