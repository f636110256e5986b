-- What an unfinished round was begun for: it goes into the take that it ends in.
ALTER TABLE drafts ADD COLUMN source TEXT NOT NULL DEFAULT '';
ALTER TABLE drafts ADD COLUMN official INTEGER NOT NULL DEFAULT 0;
