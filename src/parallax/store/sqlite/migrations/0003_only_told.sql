-- The reverse of coverage: what only one country's press tells.
CREATE TABLE only_told (
    country  TEXT NOT NULL,
    story_id TEXT NOT NULL,
    rank     INTEGER NOT NULL,
    found    TEXT NOT NULL,  -- JSON of telling.OnlyTold
    PRIMARY KEY (country, story_id)
) WITHOUT ROWID;
