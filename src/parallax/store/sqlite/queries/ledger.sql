-- name: write(day, outlet_id, url, outcome, detail)!
-- The first outcome of a day that brought text stands over a later 'unchanged' or 'duplicate'.
INSERT INTO ledger (day, outlet_id, url, outcome, detail) VALUES (:day, :outlet_id, :url, :outcome, :detail)
ON CONFLICT (day, outlet_id, url) DO UPDATE SET outcome = excluded.outcome, detail = excluded.detail
WHERE excluded.outcome NOT IN ('unchanged', 'duplicate')
   OR ledger.outcome IN ('failed, will retry', 'failed for good')

-- name: tallies(since, until, country, outlet)
SELECT l.day, l.outlet_id, COALESCE(o.name, l.outlet_id) AS outlet_name, COALESCE(o.country, '') AS country,
       l.outcome, COUNT(*) AS count
FROM ledger l LEFT JOIN outlets o ON o.id = l.outlet_id
WHERE l.day >= COALESCE(:since, '') AND l.day <= COALESCE(:until, '9999')
  AND (:country IS NULL OR o.country = :country) AND (:outlet IS NULL OR l.outlet_id = :outlet)
GROUP BY l.day, l.outlet_id, l.outcome ORDER BY l.day DESC, outlet_name, l.outcome

-- name: entries(outlet, outcome, day, limit)
SELECT * FROM ledger
WHERE (:outlet IS NULL OR outlet_id = :outlet) AND (:outcome IS NULL OR outcome = :outcome)
  AND (:day IS NULL OR day = :day)
ORDER BY day DESC, outlet_id, url LIMIT :limit

-- name: outcomes()
SELECT outcome, COUNT(*) AS count FROM ledger GROUP BY outcome

-- name: became_readable(url)!
UPDATE ledger SET outcome = 'stored', detail = '' WHERE outcome = 'untranslated' AND url = :url

-- name: feed_states()
SELECT * FROM feed_states

-- name: put_feed_state(url, outlet_id, etag, last_modified, next_poll, interval_minutes, failures, last_polled, last_entry, moved_to)!
INSERT INTO feed_states (url, outlet_id, etag, last_modified, next_poll, interval_minutes, failures,
    last_polled, last_entry, moved_to)
VALUES (:url, :outlet_id, :etag, :last_modified, :next_poll, :interval_minutes, :failures,
    :last_polled, :last_entry, :moved_to)
ON CONFLICT (url) DO UPDATE SET outlet_id = excluded.outlet_id, etag = excluded.etag,
    last_modified = excluded.last_modified, next_poll = excluded.next_poll,
    interval_minutes = excluded.interval_minutes, failures = excluded.failures,
    last_polled = excluded.last_polled, last_entry = excluded.last_entry,
    moved_to = excluded.moved_to

-- name: put_poll(day, feed, outlet_id, answered, failed, listed, detail, read_at)!
INSERT INTO feed_polls (day, feed, outlet_id, answered, failed, listed, detail, read_at)
VALUES (:day, :feed, :outlet_id, :answered, :failed, :listed, :detail, :read_at)
ON CONFLICT (day, feed) DO UPDATE SET
    answered = answered + excluded.answered, failed = failed + excluded.failed,
    listed = MAX(listed, excluded.listed),
    detail = CASE WHEN excluded.detail <> '' THEN excluded.detail ELSE detail END,
    read_at = MAX(read_at, excluded.read_at)

-- name: polls(since, country, outlet)
SELECT p.day, p.outlet_id, p.feed, p.answered, p.failed, p.listed, p.detail, p.read_at
FROM feed_polls p LEFT JOIN outlets o ON o.id = p.outlet_id
WHERE (:since IS NULL OR p.day >= :since) AND (:country IS NULL OR o.country = :country)
  AND (:outlet IS NULL OR p.outlet_id = :outlet)
ORDER BY p.day DESC, p.outlet_id, p.feed

-- name: last_poll()^
SELECT MAX(last_polled) AS newest FROM feed_states

-- name: sizes()^
SELECT (SELECT COUNT(*) FROM articles) AS articles, (SELECT COUNT(*) FROM outlets WHERE listed = 1) AS outlets,
       (SELECT COUNT(*) FROM feed_states) AS feeds, (SELECT COUNT(*) FROM segments) AS sentences

-- name: note(name)^
SELECT value FROM notes WHERE name = :name

-- name: put_note(name, value)!
INSERT INTO notes (name, value) VALUES (:name, :value) ON CONFLICT (name) DO UPDATE SET value = excluded.value
