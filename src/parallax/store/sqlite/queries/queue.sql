-- name: enqueue(url, outlet_id, entry, due, listed_at)!
INSERT INTO waiting (url, outlet_id, entry, due, listed_at) VALUES (:url, :outlet_id, :entry, :due, :listed_at)
ON CONFLICT (url) DO NOTHING

-- name: due_items(now, limit)
-- One of each outlet before the second of any: a flood from one must not starve the others.
SELECT url, outlet_id, entry, attempts FROM (
    SELECT *, ROW_NUMBER() OVER (PARTITION BY outlet_id ORDER BY listed_at DESC, url) AS turn
    FROM waiting WHERE due <= :now)
ORDER BY turn, listed_at DESC, url LIMIT :limit

-- name: postpone(url, attempts, due)!
UPDATE waiting SET attempts = :attempts, due = :due WHERE url = :url

-- name: dequeue(url)!
DELETE FROM waiting WHERE url = :url

-- name: waiting_count()^
SELECT COUNT(*) AS waiting FROM waiting

-- name: see(url, article_id, at)!
INSERT INTO seen (url, article_id, at) VALUES (:url, :article_id, :at)
ON CONFLICT (url) DO UPDATE SET article_id = excluded.article_id, at = excluded.at

-- name: seen(urls)
SELECT url, at FROM seen WHERE url IN (SELECT value FROM json_each(:urls))

-- name: forget_seen(before)!
DELETE FROM seen WHERE at < :before

-- name: page_traces(outlet_id)
SELECT url, trace FROM page_traces WHERE outlet_id = :outlet_id

-- name: put_page_trace(outlet_id, url, at, trace)!
INSERT INTO page_traces (outlet_id, url, at, trace) VALUES (:outlet_id, :url, :at, :trace)
ON CONFLICT (outlet_id, url) DO UPDATE SET at = excluded.at, trace = excluded.trace WHERE excluded.at >= at

-- name: drop_page_traces(outlet_id, keep)!
DELETE FROM page_traces WHERE outlet_id = :outlet_id AND url NOT IN (
    SELECT url FROM page_traces WHERE outlet_id = :outlet_id ORDER BY at DESC, url LIMIT :keep)
