-- name: unlist_all(invented)!
UPDATE outlets SET listed = 0 WHERE invented = :invented

-- name: upsert_outlet(id, name, homepage, country, covers, languages, feeds, sitemaps, ownership, owner, ownership_basis, kind, scope, invented, placed_by)!
INSERT INTO outlets (id, name, homepage, country, covers, languages, feeds, sitemaps, ownership, owner,
    ownership_basis, kind, scope, invented, placed_by, listed)
VALUES (:id, :name, :homepage, :country, :covers, :languages, :feeds, :sitemaps, :ownership, :owner,
    :ownership_basis, :kind, :scope, :invented, :placed_by, 1)
ON CONFLICT (id) DO UPDATE SET
    name = excluded.name, homepage = excluded.homepage, country = excluded.country, covers = excluded.covers,
    languages = excluded.languages, feeds = excluded.feeds, sitemaps = excluded.sitemaps,
    ownership = excluded.ownership, owner = excluded.owner, ownership_basis = excluded.ownership_basis,
    kind = excluded.kind, scope = excluded.scope, invented = excluded.invented,
    placed_by = excluded.placed_by, listed = 1

-- name: outlet(id)^
SELECT * FROM outlets WHERE id = :id

-- name: outlet_names(ids)
SELECT id, name FROM outlets WHERE id IN (SELECT value FROM json_each(:ids))

-- name: outlets()
SELECT * FROM outlets WHERE listed = 1 ORDER BY country, name, id

-- name: outlet_counts(ownership, language, health, best_first)
SELECT country, COUNT(*) AS outlets FROM outlets o
WHERE listed = 1 AND (:ownership IS NULL OR ownership = :ownership)
    AND (:language IS NULL OR EXISTS (SELECT 1 FROM json_each(o.languages) WHERE value = :language))
    AND (:health IS NULL OR :health = COALESCE((SELECT verdict FROM health h WHERE h.outlet_id = o.id
        ORDER BY instr(:best_first, verdict) LIMIT 1), 'unchecked'))
GROUP BY country

-- name: outlet_lines(ownership, language, health, best_first, countries)
SELECT id, name, country FROM outlets o
WHERE listed = 1 AND (:ownership IS NULL OR ownership = :ownership)
    AND (:language IS NULL OR EXISTS (SELECT 1 FROM json_each(o.languages) WHERE value = :language))
    AND (:health IS NULL OR :health = COALESCE((SELECT verdict FROM health h WHERE h.outlet_id = o.id
        ORDER BY instr(:best_first, verdict) LIMIT 1), 'unchecked'))
    AND (:countries IS NULL OR country IN (SELECT value FROM json_each(:countries)))

-- name: outlets_in(country)
SELECT * FROM outlets WHERE country = :country AND listed = 1 ORDER BY name, id

-- name: article_tallies()
SELECT outlet_id, SUM(articles) AS articles,
    (SELECT MAX(sort_at) FROM articles a WHERE a.outlet_id = t.outlet_id) AS newest
FROM outlet_articles t GROUP BY outlet_id

-- name: article_tallies_in(country)
SELECT outlet_id, COUNT(*) AS articles, MAX(sort_at) AS newest FROM articles
WHERE country = :country GROUP BY outlet_id

-- name: outlet_tally(id)^
SELECT COUNT(*) AS articles, MAX(sort_at) AS newest FROM articles WHERE outlet_id = :id

-- name: outlets_by_country()
SELECT country, COUNT(*) AS outlets, SUM(feeds <> '[]') AS with_feed FROM outlets WHERE listed = 1 GROUP BY country

-- name: articles_by_country()
SELECT country, SUM(articles) AS articles,
    (SELECT MAX(sort_at) FROM articles a WHERE a.country = t.country) AS newest
FROM outlet_articles t GROUP BY country

-- name: today_by_country(since, now)
SELECT country, COUNT(*) AS articles FROM articles WHERE sort_at > :since AND sort_at <= :now GROUP BY country

-- name: health()
SELECT * FROM health

-- name: health_of(outlet_id)
SELECT * FROM health WHERE outlet_id = :outlet_id

-- name: put_health(feed, outlet_id, verdict, detail, checked_at, entries, newest)!
INSERT INTO health (feed, outlet_id, verdict, detail, checked_at, entries, newest)
VALUES (:feed, :outlet_id, :verdict, :detail, :checked_at, :entries, :newest)
ON CONFLICT (feed) DO UPDATE SET outlet_id = excluded.outlet_id, verdict = excluded.verdict,
    detail = excluded.detail, checked_at = excluded.checked_at, entries = excluded.entries, newest = excluded.newest
