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
CREATE INDEX stories_stale ON stories (last_at DESC) WHERE stale = 1;

CREATE TABLE story_articles (
    article_id TEXT PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
    story_id   TEXT NOT NULL,
    copy_of    TEXT NOT NULL,
    agency     TEXT NOT NULL,
    about      TEXT NOT NULL,  -- JSON: countries this report is about, each with the words that say so
    topic      TEXT NOT NULL
);
CREATE INDEX story_articles_by_story ON story_articles (story_id);

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
