-- Times are UTC milliseconds. Free text is TEXT, or a BLOB (UTF-8 with surrogates passed) where it is no valid Unicode.

CREATE TABLE migrations (
    number INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    applied_ms INTEGER NOT NULL,
    vmdojo TEXT NOT NULL
);

-- `place` is the only order there is: ids and times come from clocks that may jump.
CREATE TABLE attempts (
    place INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    scenario TEXT NOT NULL,
    scenario_hash TEXT NOT NULL,
    judge TEXT NOT NULL,
    total REAL NOT NULL,
    opened_ms INTEGER NOT NULL,
    left_ms INTEGER NOT NULL,
    offset_minutes INTEGER NOT NULL,
    plan TEXT NOT NULL,
    prediction TEXT,
    text NOT NULL,
    grade TEXT NOT NULL
);

CREATE INDEX attempts_by_scenario ON attempts (scenario, total);
CREATE INDEX attempts_by_day ON attempts (left_ms, offset_minutes);

CREATE TRIGGER attempts_are_never_changed BEFORE UPDATE ON attempts
BEGIN
    SELECT RAISE(ABORT, 'attempts are append-only');
END;

CREATE TRIGGER attempts_are_never_removed BEFORE DELETE ON attempts
BEGIN
    SELECT RAISE(ABORT, 'attempts are append-only');
END;

-- INSERT OR REPLACE removes the old row without a word to the trigger above.
CREATE TRIGGER attempts_are_never_replaced BEFORE INSERT ON attempts
WHEN EXISTS (SELECT 1 FROM attempts WHERE id = NEW.id OR place = NEW.place)
BEGIN
    SELECT RAISE(ABORT, 'attempts are append-only');
END;

-- One draft a scenario. `place` grows with every save, so the highest is the latest.
CREATE TABLE drafts (
    place INTEGER PRIMARY KEY,
    scenario TEXT NOT NULL UNIQUE,
    scenario_hash TEXT NOT NULL,
    stage TEXT NOT NULL,
    plan TEXT NOT NULL,
    text NOT NULL,
    opened_ms INTEGER NOT NULL,
    saved_ms INTEGER NOT NULL,
    left_ms INTEGER,
    offset_minutes INTEGER NOT NULL
);
