-- name: card_columns()
-- What a list shows; never the body.
SELECT a.row, a.id, a.url, a.outlet_id, o.name AS outlet_name, a.country, a.language, a.title, a.title_english,
       a.title_doubtful, a.dek, a.dek_english, a.published, a.fetched, a.image, a.reading_minutes,
       a.paywalled, a.live, a.lead_only, a.invented, a.sort_at
FROM articles a JOIN outlets o ON o.id = a.outlet_id

-- name: search_matches()
SELECT rowid AS row FROM article_text WHERE article_text MATCH ?

-- name: search_cards(expression, rows)
-- A snippet of the English where its body has a word of the question, else of whatever has most of them.
SELECT a.row, a.id, a.url, a.outlet_id, o.name AS outlet_name, a.country, a.language, a.title, a.title_english,
       a.title_doubtful, a.dek, a.dek_english, a.published, a.fetched, a.image, a.reading_minutes,
       a.paywalled, a.live, a.lead_only, a.invented, a.sort_at,
       snippet(article_text, 3, char(2), char(3), '…', 24) AS english_snippet,
       snippet(article_text, -1, char(2), char(3), '…', 24) AS snippet
FROM article_text
JOIN articles a ON a.row = article_text.rowid
JOIN outlets o ON o.id = a.outlet_id
WHERE article_text MATCH :expression AND article_text.rowid IN (SELECT value FROM json_each(:rows))

-- name: article(id)^
SELECT a.*, b.content, b.rights
FROM articles a JOIN bodies b ON b.article_id = a.id
WHERE a.id = :id

-- name: fingerprint(id)^
SELECT fingerprint, fetched_at FROM articles WHERE id = :id

-- name: twin(outlet_id, fingerprint, id)^
-- Another address of the same outlet with the same text.
SELECT id FROM articles WHERE outlet_id = :outlet_id AND fingerprint = :fingerprint AND id <> :id LIMIT 1

-- name: upsert_article(id, url, outlet_id, country, language, language_basis, title, dek, published, fetched, fetched_at, sort_at, image, reading_minutes, paywalled, live, lead_only, invented, fingerprint, kept_at)^
INSERT INTO articles (id, url, outlet_id, country, language, language_basis, title, dek, published, fetched,
    fetched_at, sort_at, image, reading_minutes, paywalled, live, lead_only, invented, fingerprint, kept_at)
VALUES (:id, :url, :outlet_id, :country, :language, :language_basis, :title, :dek, :published, :fetched,
    :fetched_at, :sort_at, :image, :reading_minutes, :paywalled, :live, :lead_only, :invented, :fingerprint, :kept_at)
ON CONFLICT (id) DO UPDATE SET
    url = excluded.url, outlet_id = excluded.outlet_id, country = excluded.country,
    language = excluded.language, language_basis = excluded.language_basis, title = excluded.title,
    title_english = NULL, title_doubtful = 0, dek = excluded.dek, dek_english = NULL,
    published = excluded.published, fetched = excluded.fetched, fetched_at = excluded.fetched_at,
    sort_at = excluded.sort_at, image = excluded.image, reading_minutes = excluded.reading_minutes,
    paywalled = excluded.paywalled, live = excluded.live, lead_only = excluded.lead_only,
    invented = excluded.invented, fingerprint = excluded.fingerprint,
    kept_at = excluded.kept_at, lead_state = 0, body_state = 0
RETURNING row

-- name: upsert_body(id, content, rights)!
INSERT INTO bodies (article_id, content, rights) VALUES (:id, :content, :rights)
ON CONFLICT (article_id) DO UPDATE SET content = excluded.content, rights = excluded.rights

-- name: clear_bylines(id)!
DELETE FROM bylines WHERE article_id = :id

-- name: put_byline(id, author, outlet_id)!
INSERT INTO bylines (article_id, author, outlet_id) VALUES (:id, :author, :outlet_id) ON CONFLICT DO NOTHING

-- name: note_read(id)!
UPDATE articles SET reads = reads + 1 WHERE id = :id

-- name: old(before)
SELECT row, id FROM articles WHERE kept_at < :before LIMIT 500

-- name: delete_article(id)!
DELETE FROM articles WHERE id = :id

-- name: index_text(row, title, title_english, original, english)!
INSERT INTO article_text (rowid, title, title_english, original, english)
VALUES (:row, :title, :title_english, :original, :english)

-- name: unindex(row)!
DELETE FROM article_text WHERE rowid = :row
