-- Stories by the countries that tell them or that they are about, newest first: without it a list of
-- a country's stories reads every story until it has found enough. Kept by triggers, so that whoever
-- writes a story need not know of it.
CREATE TABLE story_places (
    role     TEXT NOT NULL,  -- 'in': published there; 'about': told about it
    country  TEXT NOT NULL,
    last_at  INTEGER NOT NULL,
    story_id TEXT NOT NULL,
    width    INTEGER NOT NULL,  -- countries that tell it
    outlets  INTEGER NOT NULL,
    PRIMARY KEY (role, country, last_at, story_id)
) WITHOUT ROWID;
CREATE INDEX story_places_of ON story_places (story_id);

CREATE TRIGGER stories_placed AFTER INSERT ON stories BEGIN
    INSERT OR IGNORE INTO story_places
    SELECT 'in', value, NEW.last_at, NEW.id, json_array_length(NEW.countries), NEW.outlets FROM json_each(NEW.countries);
    INSERT OR IGNORE INTO story_places
    SELECT 'about', value, NEW.last_at, NEW.id, json_array_length(NEW.countries), NEW.outlets FROM json_each(NEW.about);
END;
CREATE TRIGGER stories_moved AFTER UPDATE OF countries, about, last_at, outlets ON stories BEGIN
    DELETE FROM story_places WHERE story_id = NEW.id;
    INSERT OR IGNORE INTO story_places
    SELECT 'in', value, NEW.last_at, NEW.id, json_array_length(NEW.countries), NEW.outlets FROM json_each(NEW.countries);
    INSERT OR IGNORE INTO story_places
    SELECT 'about', value, NEW.last_at, NEW.id, json_array_length(NEW.countries), NEW.outlets FROM json_each(NEW.about);
END;
CREATE TRIGGER stories_dropped AFTER DELETE ON stories BEGIN
    DELETE FROM story_places WHERE story_id = OLD.id;
END;

INSERT OR IGNORE INTO story_places
SELECT 'in', c.value, s.last_at, s.id, json_array_length(s.countries), s.outlets FROM stories s, json_each(s.countries) c;
INSERT OR IGNORE INTO story_places
SELECT 'about', c.value, s.last_at, s.id, json_array_length(s.countries), s.outlets FROM stories s, json_each(s.about) c;
