-- name: ungrouped(limit)
-- Articles whose titles have been through translation, and those grouped in their own words whose English
-- has come since; oldest first, as the stream would bring them.
SELECT id FROM (
    SELECT a.id, a.sort_at FROM articles a LEFT JOIN story_articles s ON s.article_id = a.id
    WHERE s.article_id IS NULL AND a.lead_state <> 0
    UNION ALL
    SELECT a.id, a.sort_at FROM story_articles s JOIN articles a ON a.id = s.article_id
    WHERE s.own_words = 1 AND a.lead_state = 1
) ORDER BY sort_at, id LIMIT :limit

-- name: put_story_article(article_id, story_id, copy_of, agency, about, topic, topic_rests_on)!
INSERT INTO story_articles (article_id, story_id, copy_of, agency, about, topic, topic_rests_on, own_words)
VALUES (:article_id, :story_id, :copy_of, :agency, :about, :topic, :topic_rests_on,
    (SELECT lead_state <> 1 FROM articles WHERE id = :article_id))
ON CONFLICT (article_id) DO UPDATE SET story_id = excluded.story_id, copy_of = excluded.copy_of,
    agency = excluded.agency, about = excluded.about, topic = excluded.topic,
    topic_rests_on = excluded.topic_rests_on, own_words = excluded.own_words

-- name: move_article(article_id, story_id, copy_of, agency)!
UPDATE story_articles SET story_id = :story_id, copy_of = :copy_of, agency = :agency WHERE article_id = :article_id

-- name: story_of(article_id)^
SELECT story_id FROM story_articles WHERE article_id = :article_id

-- name: redirect(old, new)!
INSERT INTO story_redirects (old, new) VALUES (:old, :new) ON CONFLICT (old) DO UPDATE SET new = excluded.new

-- name: shorten_redirects(old, new)!
UPDATE story_redirects SET new = :new WHERE new = :old

-- name: redirected(old)^
SELECT new FROM story_redirects WHERE old = :old

-- name: members(story_id)
SELECT s.article_id, s.copy_of, s.agency, s.about, s.topic, s.topic_rests_on,
       a.outlet_id, a.country, a.language, a.sort_at, a.invented
FROM story_articles s JOIN articles a ON a.id = s.article_id
WHERE s.story_id = :story_id ORDER BY a.sort_at, a.id

-- name: put_story(id, first_at, last_at, articles, outlets, countries, languages, about, topic, invented)!
INSERT INTO stories (id, first_at, last_at, articles, outlets, countries, languages, about, topic, invented)
VALUES (:id, :first_at, :last_at, :articles, :outlets, :countries, :languages, :about, :topic, :invented)
ON CONFLICT (id) DO UPDATE SET first_at = excluded.first_at, last_at = excluded.last_at,
    articles = excluded.articles, outlets = excluded.outlets, countries = excluded.countries,
    languages = excluded.languages, about = excluded.about, topic = excluded.topic,
    invented = excluded.invented, stale = 1

-- name: drop_story(id)!
DELETE FROM stories WHERE id = :id

-- name: make_stale(article_id)!
UPDATE stories SET stale = 1 WHERE id = (SELECT story_id FROM story_articles WHERE article_id = :article_id)

-- name: stale_stories(limit)
-- Only what several articles tell can be told in several ways.
SELECT id FROM stories WHERE stale = 1 AND articles > 1 ORDER BY last_at DESC LIMIT :limit

-- name: put_telling(id, telling)!
UPDATE stories SET telling = :telling, stale = 0 WHERE id = :id

-- name: story(id)^
SELECT * FROM stories WHERE id = :id

-- name: story_ids()
-- Only the ids: a sort would carry every story's telling along.
SELECT id FROM stories

-- name: placed_story_ids()
SELECT story_id AS id FROM story_places p

-- name: told_since(since)
SELECT s.story_id, st.first_at, st.last_at, st.about, st.topic, s.article_id, s.copy_of, s.agency,
       a.outlet_id, a.country, a.language, a.title_english IS NOT NULL AS translated
FROM stories st JOIN story_articles s ON s.story_id = st.id JOIN articles a ON a.id = s.article_id
WHERE st.last_at >= :since ORDER BY s.story_id, a.sort_at, a.id

-- name: unquoted(limit)
SELECT a.id FROM articles a LEFT JOIN article_quotes q ON q.article_id = a.id
WHERE q.article_id IS NULL AND a.body_state <> 0 ORDER BY a.sort_at DESC, a.id LIMIT :limit

-- name: put_quotes(article_id, quotes)!
INSERT INTO article_quotes (article_id, quotes) VALUES (:article_id, :quotes)
ON CONFLICT (article_id) DO UPDATE SET quotes = excluded.quotes

-- name: forget_telling_of(article_id)!
DELETE FROM article_quotes WHERE article_id = :article_id

-- name: quotes_of(ids)
SELECT article_id, quotes FROM article_quotes WHERE article_id IN (SELECT value FROM json_each(:ids))

-- name: clear_coverage(country)!
DELETE FROM coverage WHERE country = :country

-- name: put_coverage(country, story_id, rank, verdict, coverage, at)!
INSERT INTO coverage (country, story_id, rank, verdict, coverage, at)
VALUES (:country, :story_id, :rank, :verdict, :coverage, :at)
ON CONFLICT (country, story_id) DO UPDATE SET rank = excluded.rank, verdict = excluded.verdict,
    coverage = excluded.coverage, at = excluded.at

-- name: coverage_by(country, verdict, limit)
SELECT coverage FROM coverage WHERE country = :country AND (:verdict IS NULL OR verdict = :verdict)
ORDER BY rank, story_id LIMIT :limit

-- name: coverage_totals(country)
SELECT verdict, COUNT(*) AS stories FROM coverage WHERE country = :country GROUP BY verdict

-- name: coverage_of(story_id)
SELECT coverage FROM coverage WHERE story_id = :story_id ORDER BY country

-- name: coverage_counts()
SELECT country, SUM(verdict = 'overlooked') AS overlooked, COUNT(*) AS stories FROM coverage GROUP BY country

-- name: clear_only_told(country)!
DELETE FROM only_told WHERE country = :country

-- name: put_only_told(country, story_id, rank, found)!
INSERT INTO only_told (country, story_id, rank, found) VALUES (:country, :story_id, :rank, :found)

-- name: only_told_by(country)
SELECT found FROM only_told WHERE country = :country ORDER BY rank

-- name: only_told_of(story_id)
SELECT found FROM only_told WHERE story_id = :story_id

-- name: about_counts(since)
SELECT json_extract(c.value, '$[0]') AS country, COUNT(*) AS articles
FROM story_articles s JOIN articles a ON a.id = s.article_id, json_each(s.about) c
WHERE a.sort_at >= :since GROUP BY 1

-- name: about_from(since, country)
-- How one country's press covers the rest.
SELECT json_extract(c.value, '$[0]') AS country, COUNT(*) AS articles
FROM articles a JOIN story_articles s ON s.article_id = a.id, json_each(s.about) c
WHERE a.country = :country AND a.sort_at >= :since GROUP BY 1

-- name: topic_counts(since)
SELECT topic, SUM(articles) AS articles FROM stories
WHERE topic <> '' AND last_at >= :since GROUP BY 1 ORDER BY 2 DESC, 1

-- name: topics_from(since, country)
-- What one country's press writes about.
SELECT s.topic, COUNT(*) AS articles
FROM articles a JOIN story_articles s ON s.article_id = a.id
WHERE a.country = :country AND a.sort_at >= :since AND s.topic <> '' GROUP BY 1 ORDER BY 2 DESC, 1

-- name: state(name)^
SELECT value FROM states WHERE name = :name

-- name: put_state(name, value)!
INSERT INTO states (name, value) VALUES (:name, :value) ON CONFLICT (name) DO UPDATE SET value = excluded.value

-- name: emptied_stories()
SELECT id FROM stories s WHERE NOT EXISTS (SELECT 1 FROM story_articles m WHERE m.story_id = s.id)

-- name: stories_with_old(before)
SELECT DISTINCT m.story_id AS id FROM articles a JOIN story_articles m ON m.article_id = a.id WHERE a.kept_at < :before

-- name: lease(name, holder, now, until)!
INSERT INTO leases (name, holder, until) VALUES (:name, :holder, :until)
ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until = excluded.until
WHERE leases.until <= :now OR leases.holder = excluded.holder

-- name: release(name, holder)!
DELETE FROM leases WHERE name = :name AND holder = :holder
