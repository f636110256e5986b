-- Where a take came from ("" for free play), and whether it was declared official before the dossier was opened.
ALTER TABLE attempts ADD COLUMN source TEXT NOT NULL DEFAULT '';
ALTER TABLE attempts ADD COLUMN official INTEGER NOT NULL DEFAULT 0;

-- What a player did besides leaving a message; `body` is the whole of it as JSON.
CREATE TABLE happenings (
    place INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    type TEXT NOT NULL,
    ref TEXT NOT NULL,
    at_ms INTEGER NOT NULL,
    offset_minutes INTEGER NOT NULL,
    body TEXT NOT NULL
);

CREATE INDEX happenings_by_type ON happenings (type, ref);
CREATE INDEX happenings_by_day ON happenings (at_ms, offset_minutes);

CREATE TRIGGER happenings_are_never_changed BEFORE UPDATE ON happenings
BEGIN
    SELECT RAISE(ABORT, 'happenings are append-only');
END;

CREATE TRIGGER happenings_are_never_removed BEFORE DELETE ON happenings
BEGIN
    SELECT RAISE(ABORT, 'happenings are append-only');
END;

CREATE TRIGGER happenings_are_never_replaced BEFORE INSERT ON happenings
WHEN EXISTS (SELECT 1 FROM happenings WHERE id = NEW.id OR place = NEW.place)
BEGIN
    SELECT RAISE(ABORT, 'happenings are append-only');
END;
