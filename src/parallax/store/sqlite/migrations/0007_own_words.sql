-- Articles that were given their story before their English came are compared again when it has.
ALTER TABLE story_articles ADD COLUMN own_words INTEGER NOT NULL DEFAULT 0;
UPDATE story_articles SET own_words = 1
WHERE article_id IN (SELECT id FROM articles WHERE lead_state <> 1);
CREATE INDEX told_in_own_words ON story_articles (article_id) WHERE own_words = 1;
