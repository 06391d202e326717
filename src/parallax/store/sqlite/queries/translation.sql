-- name: recall(language, originals)
SELECT s.original, t.english, t.engine, t.model, t.version, t.doubts
FROM segments s JOIN translations t ON t.id = s.best
WHERE s.language = :language AND s.original IN (SELECT value FROM json_each(:originals))

-- name: put_segment(language, original)^
INSERT INTO segments (language, original) VALUES (:language, :original)
ON CONFLICT (language, original) DO UPDATE SET original = excluded.original
RETURNING id

-- name: put_translation(segment_id, engine, model, version, english, doubts, rank, at)!
INSERT INTO translations (segment_id, engine, model, version, english, doubts, rank, at)
VALUES (:segment_id, :engine, :model, :version, :english, :doubts, :rank, :at)
ON CONFLICT (segment_id, engine, model, version) DO UPDATE SET
    english = excluded.english, doubts = excluded.doubts, at = excluded.at

-- name: choose_best(segment_id)!
UPDATE segments SET best =
    (SELECT id FROM translations WHERE segment_id = :segment_id ORDER BY rank DESC, at DESC, id DESC LIMIT 1)
WHERE id = :segment_id

-- name: articles_with_segment(language, originals)
SELECT DISTINCT p.article_id FROM passages p JOIN segments s ON s.id = p.segment_id
WHERE s.language = :language AND s.original IN (SELECT value FROM json_each(:originals))

-- name: clear_passages(id)!
DELETE FROM passages WHERE article_id = :id

-- name: clear_passage(id, part, idx)!
DELETE FROM passages WHERE article_id = :id AND part = :part AND idx = :idx

-- name: put_passage_sentence(id, part, idx, position, segment_id, engine, refusal)!
INSERT INTO passages (article_id, part, idx, position, segment_id, engine, refusal)
VALUES (:id, :part, :idx, :position, :segment_id, :engine, :refusal)

-- name: passages(id)
SELECT p.part, p.idx, p.position, p.engine AS passage_engine, p.refusal, s.original,
       t.english, t.engine, t.model, t.version, t.doubts
FROM passages p
JOIN segments s ON s.id = p.segment_id
LEFT JOIN translations t ON t.id = s.best
WHERE p.article_id = :id
ORDER BY CASE p.part WHEN 'title' THEN 0 WHEN 'dek' THEN 1 WHEN 'body' THEN 2 WHEN 'caption' THEN 3 ELSE 4 END,
         p.idx, p.position

-- name: show_english(title, doubtful, dek, lead_state, body_state, id)!
UPDATE articles SET title_english = :title, title_doubtful = :doubtful, dek_english = :dek,
    lead_state = :lead_state, body_state = :body_state
WHERE id = :id

-- name: leads_waiting(language, highest, limit)
-- State 2 (no engine) waits too where an engine has come since.
SELECT id FROM articles WHERE lead_state <> 1 AND lead_state <= :highest AND language = :language ORDER BY sort_at DESC LIMIT :limit

-- name: bodies_waiting(language, highest, limit)
SELECT id FROM articles WHERE body_state <> 1 AND body_state <= :highest AND language = :language
ORDER BY reads DESC, sort_at DESC LIMIT :limit

-- name: waiting_counts()^
SELECT (SELECT COUNT(*) FROM articles WHERE lead_state = 0) AS leads,
       (SELECT COUNT(*) FROM articles WHERE body_state = 0) AS bodies

-- name: languages_waiting()
SELECT language, COUNT(*) AS articles FROM articles WHERE lead_state <> 1 OR body_state <> 1 GROUP BY language

-- name: memory(language)
SELECT s.language, s.original, t.english, t.engine, t.model, t.version, t.doubts, t.at
FROM translations t JOIN segments s ON s.id = t.segment_id
WHERE :language IS NULL OR s.language = :language
ORDER BY s.language, s.id, t.id

-- name: forget_segments()!
-- Machine output that no article uses any more; what people wrote is kept.
DELETE FROM segments WHERE id IN (
    SELECT s.id FROM segments s
    WHERE NOT EXISTS (SELECT 1 FROM passages p WHERE p.segment_id = s.id)
      AND NOT EXISTS (SELECT 1 FROM translations t WHERE t.segment_id = s.id AND t.rank > 0))

-- name: language_tallies()
SELECT language, COUNT(*) AS articles, SUM(title_english IS NOT NULL) AS translated FROM articles
GROUP BY language ORDER BY articles DESC, language

-- name: sentence_tallies()
SELECT s.language, COUNT(*) AS sentences, SUM(t.doubts <> '[]') AS doubtful
FROM segments s JOIN translations t ON t.id = s.best GROUP BY s.language
