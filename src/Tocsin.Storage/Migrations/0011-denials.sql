-- What a side denies is found by the side. act 1 is a denial, status 5 denied, factuality 5 negated.
CREATE INDEX claims_denying ON claims (source, id) WHERE act = 1;
CREATE INDEX events_denied ON events (actor, id) WHERE status = 5 OR factuality = 5;
