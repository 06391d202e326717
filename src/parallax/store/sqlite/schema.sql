-- Times are Unix seconds (UTC) where they are compared, ISO 8601 text with its offset where they are shown.
CREATE TABLE outlets (
    id              TEXT PRIMARY KEY,
    name            TEXT NOT NULL,
    homepage        TEXT NOT NULL,
    country         TEXT NOT NULL,
    covers          TEXT,
    languages       TEXT NOT NULL,  -- JSON lists here and in the next two
    feeds           TEXT NOT NULL,
    sitemaps        TEXT NOT NULL,
    ownership       TEXT NOT NULL,
    owner           TEXT NOT NULL,
    ownership_basis TEXT NOT NULL,
    kind            TEXT NOT NULL,
    scope           TEXT NOT NULL,
    invented        INTEGER NOT NULL,
    placed_by       TEXT NOT NULL,
    listed          INTEGER NOT NULL DEFAULT 1  -- 0: no longer in the registry, kept for its articles
);
CREATE INDEX outlets_by_country ON outlets (country, listed);

CREATE TABLE articles (
    row             INTEGER PRIMARY KEY,  -- shared with article_text
    id              TEXT NOT NULL UNIQUE,
    url             TEXT NOT NULL,
    outlet_id       TEXT NOT NULL REFERENCES outlets (id),
    country         TEXT NOT NULL,
    language        TEXT NOT NULL,
    language_basis  TEXT NOT NULL,
    title           TEXT NOT NULL,
    title_english   TEXT,
    title_doubtful  INTEGER NOT NULL DEFAULT 0,
    dek             TEXT NOT NULL,
    dek_english     TEXT,
    published       TEXT,
    fetched         TEXT NOT NULL,
    fetched_at      INTEGER NOT NULL,
    sort_at         INTEGER NOT NULL,     -- published, or fetched where that is unknown
    image           TEXT NOT NULL,
    reading_minutes INTEGER NOT NULL,
    paywalled       INTEGER NOT NULL,
    live            INTEGER NOT NULL,
    lead_only       INTEGER NOT NULL,
    invented        INTEGER NOT NULL,
    fingerprint     TEXT NOT NULL,
    lead_state      INTEGER NOT NULL DEFAULT 0,  -- title and dek: 0 waiting, 1 in English, 2 no engine
    body_state      INTEGER NOT NULL DEFAULT 0,
    reads           INTEGER NOT NULL DEFAULT 0,
    kept_at         INTEGER NOT NULL      -- when it came into this store; retention counts from here
);
CREATE INDEX articles_newest ON articles (sort_at DESC, id);
CREATE INDEX articles_by_country ON articles (country, sort_at DESC, id);
CREATE INDEX articles_tallied ON articles (country, outlet_id, sort_at);
CREATE INDEX articles_by_outlet ON articles (outlet_id, sort_at DESC, id);
CREATE INDEX articles_by_language ON articles (language, sort_at DESC, id);
CREATE INDEX articles_by_fingerprint ON articles (outlet_id, fingerprint);
CREATE INDEX articles_by_age ON articles (kept_at);
CREATE INDEX leads_waiting ON articles (language, sort_at DESC) WHERE lead_state <> 1;
CREATE INDEX bodies_waiting ON articles (language, reads DESC, sort_at DESC) WHERE body_state <> 1;

-- Apart from articles, so that a list never reads a page of text from disk.
CREATE TABLE bodies (
    article_id TEXT PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
    content    TEXT NOT NULL,  -- JSON of model.Content
    rights     TEXT NOT NULL   -- JSON of model.Rights
);

-- Who wrote what, so that a page can name an author's other pieces.
CREATE TABLE bylines (
    article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    author     TEXT NOT NULL,  -- the name as the outlet writes it
    outlet_id  TEXT NOT NULL,  -- two outlets' authors of one name are two people
    PRIMARY KEY (article_id, author)
) WITHOUT ROWID;
CREATE INDEX bylines_by_author ON bylines (outlet_id, author, article_id);

-- The translation memory: a segment is one original sentence of a language.
CREATE TABLE segments (
    id       INTEGER PRIMARY KEY,
    language TEXT NOT NULL,
    original TEXT NOT NULL,
    best     INTEGER REFERENCES translations (id),
    UNIQUE (language, original)
);
CREATE TABLE translations (
    id         INTEGER PRIMARY KEY,
    segment_id INTEGER NOT NULL REFERENCES segments (id) ON DELETE CASCADE,
    engine     TEXT NOT NULL,
    model      TEXT NOT NULL,
    version    TEXT NOT NULL,
    english    TEXT NOT NULL,
    doubts     TEXT NOT NULL,     -- JSON
    rank       INTEGER NOT NULL,  -- a human correction outranks an imported memory, and that a machine
    at         TEXT NOT NULL,
    UNIQUE (segment_id, engine, model, version)
);

CREATE TABLE passages (
    article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    part       TEXT NOT NULL,
    idx        INTEGER NOT NULL,
    position   INTEGER NOT NULL,
    segment_id INTEGER NOT NULL REFERENCES segments (id),
    engine     TEXT NOT NULL,   -- 'none' where the original is English already
    refusal    TEXT NOT NULL,   -- why there is no English, for the reader
    PRIMARY KEY (article_id, part, idx, position)
) WITHOUT ROWID;
CREATE INDEX passages_by_segment ON passages (segment_id);

CREATE VIRTUAL TABLE article_text USING fts5 (
    title, title_english, original, english,
    tokenize = "unicode61 remove_diacritics 2"
);

-- One outcome for every item and day.
CREATE TABLE ledger (
    day       TEXT NOT NULL,
    outlet_id TEXT NOT NULL,
    url       TEXT NOT NULL,
    outcome   TEXT NOT NULL,
    detail    TEXT NOT NULL,
    PRIMARY KEY (day, outlet_id, url)
) WITHOUT ROWID;

-- Items listed but not yet through the journey. A feed's validators are saved in the same
-- transaction, so that nothing a feed listed once can get lost between the two.
CREATE TABLE waiting (
    url       TEXT PRIMARY KEY,
    outlet_id TEXT NOT NULL,
    entry     TEXT NOT NULL,   -- JSON of model.Entry
    attempts  INTEGER NOT NULL DEFAULT 0,
    due       INTEGER NOT NULL,
    listed_at INTEGER NOT NULL -- when the publisher says it appeared; newest are read first
) WITHOUT ROWID;
CREATE INDEX waiting_due ON waiting (due);

-- Addresses whose journey has ended, so that a feed that lists them again costs nothing.
CREATE TABLE seen (
    url        TEXT PRIMARY KEY,
    article_id TEXT NOT NULL,  -- empty where nothing was stored
    at         INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX seen_at ON seen (at);

CREATE TABLE feed_states (
    url              TEXT PRIMARY KEY,
    outlet_id        TEXT NOT NULL,
    etag             TEXT,
    last_modified    TEXT,
    next_poll        TEXT,
    interval_minutes REAL NOT NULL,
    failures         INTEGER NOT NULL,
    last_polled      TEXT,
    last_entry       TEXT,
    moved_to         TEXT
);

-- What came of asking a feed, by day: silence and failure must never look alike.
CREATE TABLE feed_polls (
    day       TEXT NOT NULL,
    feed      TEXT NOT NULL,
    outlet_id TEXT NOT NULL,
    answered  INTEGER NOT NULL,
    failed    INTEGER NOT NULL,
    listed    INTEGER NOT NULL,  -- entries seen
    detail    TEXT NOT NULL,     -- what the last failure was
    read_at   TEXT NOT NULL,     -- the last time it answered with entries
    PRIMARY KEY (day, feed)
) WITHOUT ROWID;

CREATE TABLE health (
    feed       TEXT PRIMARY KEY,
    outlet_id  TEXT NOT NULL,
    verdict    TEXT NOT NULL,
    detail     TEXT NOT NULL,
    checked_at TEXT NOT NULL,
    entries    INTEGER NOT NULL,
    newest     TEXT
);
CREATE INDEX health_by_outlet ON health (outlet_id);

CREATE TABLE notes (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
);

-- One event told by many: stories, whose words they carry, how they are told, who does not tell them.
CREATE TABLE stories (
    id        TEXT PRIMARY KEY,
    first_at  INTEGER NOT NULL,
    last_at   INTEGER NOT NULL,
    articles  INTEGER NOT NULL,  -- copies of one text included
    outlets   INTEGER NOT NULL,
    countries TEXT NOT NULL,     -- JSON lists, here and in the next two: published in
    languages TEXT NOT NULL,
    about     TEXT NOT NULL,     -- countries, the most named first
    topic     TEXT NOT NULL,
    invented  INTEGER NOT NULL,
    stale     INTEGER NOT NULL DEFAULT 1,  -- its telling is older than its articles
    telling   TEXT NOT NULL DEFAULT ''     -- JSON of views.Telling
);
CREATE INDEX stories_newest ON stories (last_at DESC, id);
CREATE INDEX stories_widest ON stories (json_array_length(countries) DESC, outlets DESC, last_at DESC, id DESC);
CREATE INDEX stories_by_topic ON stories (topic, last_at DESC, id DESC, articles);
CREATE INDEX stories_stale ON stories (last_at DESC) WHERE stale = 1;

-- "own_words" is 1 where an article was given its story before its English came; written as the
-- migration that added it leaves it.
CREATE TABLE story_articles (
    article_id TEXT PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
    story_id   TEXT NOT NULL,
    copy_of    TEXT NOT NULL,
    agency     TEXT NOT NULL,
    about      TEXT NOT NULL,  -- JSON: countries this report is about, each with the words that say so
    topic      TEXT NOT NULL
, own_words INTEGER NOT NULL DEFAULT 0, topic_rests_on TEXT NOT NULL DEFAULT '');
CREATE INDEX story_articles_by_story ON story_articles (story_id);
CREATE INDEX told_in_own_words ON story_articles (article_id) WHERE own_words = 1;

-- A story that was merged into another keeps its address.
CREATE TABLE story_redirects (
    old TEXT PRIMARY KEY,
    new TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE article_quotes (
    article_id TEXT PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
    quotes     TEXT NOT NULL  -- JSON of telling.Quote
);

CREATE TABLE coverage (
    country  TEXT NOT NULL,
    story_id TEXT NOT NULL,
    rank     INTEGER NOT NULL,
    verdict  TEXT NOT NULL,
    coverage TEXT NOT NULL,  -- JSON of telling.Coverage
    at       TEXT NOT NULL,
    PRIMARY KEY (country, story_id)
) WITHOUT ROWID;

-- The reverse of coverage: what only one country's press tells.
CREATE TABLE only_told (
    country  TEXT NOT NULL,
    story_id TEXT NOT NULL,
    rank     INTEGER NOT NULL,
    found    TEXT NOT NULL,  -- JSON of telling.OnlyTold
    PRIMARY KEY (country, story_id)
) WITHOUT ROWID;

-- Work that only one process may do at a time, and until when it has it.
CREATE TABLE leases (
    name   TEXT PRIMARY KEY,
    holder TEXT NOT NULL,
    until  INTEGER NOT NULL
);

-- What a step needs to go on after a restart.
CREATE TABLE states (
    name  TEXT PRIMARY KEY,
    value BLOB NOT NULL
);

-- What an outlet's pages left behind, so that what comes back on them is known as furniture.
CREATE TABLE page_traces (
    outlet_id TEXT NOT NULL,
    url       TEXT NOT NULL,
    at        INTEGER NOT NULL,  -- when the page was fetched; the newest of each outlet are kept
    trace     TEXT NOT NULL,     -- JSON of model.PageTrace: fingerprints, no text
    PRIMARY KEY (outlet_id, url)
) WITHOUT ROWID;

-- Stories by the countries that tell them or that they are about, newest first: without it a list of
-- a country's stories reads every story until it has found enough. Kept by triggers, so that whoever
-- writes a story need not know of it.
CREATE TABLE story_places (
    role     TEXT NOT NULL,  -- 'in': published there; 'about': told about it
    country  TEXT NOT NULL,
    last_at  INTEGER NOT NULL,
    story_id TEXT NOT NULL,
    width    INTEGER NOT NULL,  -- countries that tell it
    outlets  INTEGER NOT NULL,
    PRIMARY KEY (role, country, last_at, story_id)
) WITHOUT ROWID;
CREATE INDEX story_places_of ON story_places (story_id);

CREATE TRIGGER stories_placed AFTER INSERT ON stories BEGIN
    INSERT OR IGNORE INTO story_places
    SELECT 'in', value, NEW.last_at, NEW.id, json_array_length(NEW.countries), NEW.outlets FROM json_each(NEW.countries);
    INSERT OR IGNORE INTO story_places
    SELECT 'about', value, NEW.last_at, NEW.id, json_array_length(NEW.countries), NEW.outlets FROM json_each(NEW.about);
END;
CREATE TRIGGER stories_moved AFTER UPDATE OF countries, about, last_at, outlets ON stories BEGIN
    DELETE FROM story_places WHERE story_id = NEW.id;
    INSERT OR IGNORE INTO story_places
    SELECT 'in', value, NEW.last_at, NEW.id, json_array_length(NEW.countries), NEW.outlets FROM json_each(NEW.countries);
    INSERT OR IGNORE INTO story_places
    SELECT 'about', value, NEW.last_at, NEW.id, json_array_length(NEW.countries), NEW.outlets FROM json_each(NEW.about);
END;
CREATE TRIGGER stories_dropped AFTER DELETE ON stories BEGIN
    DELETE FROM story_places WHERE story_id = OLD.id;
END;

-- How many articles there are of each outlet: counting them for every page reads a hundred thousand.
CREATE TABLE outlet_articles (
    country   TEXT NOT NULL,  -- of the articles: an outlet may have moved
    outlet_id TEXT NOT NULL,
    articles  INTEGER NOT NULL,
    PRIMARY KEY (country, outlet_id)
) WITHOUT ROWID;

CREATE TRIGGER articles_counted AFTER INSERT ON articles BEGIN
    INSERT INTO outlet_articles VALUES (new.country, new.outlet_id, 1)
    ON CONFLICT (country, outlet_id) DO UPDATE SET articles = articles + 1;
END;

CREATE TRIGGER articles_moved AFTER UPDATE OF country, outlet_id ON articles
WHEN old.country <> new.country OR old.outlet_id <> new.outlet_id BEGIN
    UPDATE outlet_articles SET articles = articles - 1
    WHERE country = old.country AND outlet_id = old.outlet_id;
    DELETE FROM outlet_articles WHERE country = old.country AND outlet_id = old.outlet_id AND articles = 0;
    INSERT INTO outlet_articles VALUES (new.country, new.outlet_id, 1)
    ON CONFLICT (country, outlet_id) DO UPDATE SET articles = articles + 1;
END;

CREATE TRIGGER articles_uncounted AFTER DELETE ON articles BEGIN
    UPDATE outlet_articles SET articles = articles - 1
    WHERE country = old.country AND outlet_id = old.outlet_id;
    DELETE FROM outlet_articles WHERE country = old.country AND outlet_id = old.outlet_id AND articles = 0;
END;
