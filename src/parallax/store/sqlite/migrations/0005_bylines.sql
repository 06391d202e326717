-- Who wrote what, so that a page can name an author's other pieces.
CREATE TABLE bylines (
    article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    author     TEXT NOT NULL,  -- the name as the outlet writes it
    outlet_id  TEXT NOT NULL,  -- two outlets' authors of one name are two people
    PRIMARY KEY (article_id, author)
) WITHOUT ROWID;
CREATE INDEX bylines_by_author ON bylines (outlet_id, author, article_id);
INSERT OR IGNORE INTO bylines (article_id, author, outlet_id)
SELECT b.article_id, json_extract(one.value, '$.name'), a.outlet_id
FROM bodies b JOIN articles a ON a.id = b.article_id, json_each(b.content, '$.authors') one;

-- A topic's stories, those of one article too.
CREATE INDEX stories_by_topic ON stories (topic, last_at DESC, id DESC);
