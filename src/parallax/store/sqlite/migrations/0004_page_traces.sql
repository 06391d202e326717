-- What an outlet's pages left behind, so that what comes back on them is known as furniture.
CREATE TABLE page_traces (
    outlet_id TEXT NOT NULL,
    url       TEXT NOT NULL,
    at        INTEGER NOT NULL,  -- when the page was fetched; the newest of each outlet are kept
    trace     TEXT NOT NULL,     -- JSON of model.PageTrace: fingerprints, no text
    PRIMARY KEY (outlet_id, url)
) WITHOUT ROWID;
