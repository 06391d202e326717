-- What a topic rests on, as JSON: the publisher's words, the nearest headlines. Empty for what was told before.
ALTER TABLE story_articles ADD COLUMN topic_rests_on TEXT NOT NULL DEFAULT '';
