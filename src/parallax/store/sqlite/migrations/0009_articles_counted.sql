-- How many articles there are of each outlet: counting them for every page reads a hundred thousand.
CREATE TABLE outlet_articles (
    country   TEXT NOT NULL,  -- of the articles: an outlet may have moved
    outlet_id TEXT NOT NULL,
    articles  INTEGER NOT NULL,
    PRIMARY KEY (country, outlet_id)
) WITHOUT ROWID;

CREATE TRIGGER articles_counted AFTER INSERT ON articles BEGIN
    INSERT INTO outlet_articles VALUES (new.country, new.outlet_id, 1)
    ON CONFLICT (country, outlet_id) DO UPDATE SET articles = articles + 1;
END;

CREATE TRIGGER articles_moved AFTER UPDATE OF country, outlet_id ON articles
WHEN old.country <> new.country OR old.outlet_id <> new.outlet_id BEGIN
    UPDATE outlet_articles SET articles = articles - 1
    WHERE country = old.country AND outlet_id = old.outlet_id;
    DELETE FROM outlet_articles WHERE country = old.country AND outlet_id = old.outlet_id AND articles = 0;
    INSERT INTO outlet_articles VALUES (new.country, new.outlet_id, 1)
    ON CONFLICT (country, outlet_id) DO UPDATE SET articles = articles + 1;
END;

CREATE TRIGGER articles_uncounted AFTER DELETE ON articles BEGIN
    UPDATE outlet_articles SET articles = articles - 1
    WHERE country = old.country AND outlet_id = old.outlet_id;
    DELETE FROM outlet_articles WHERE country = old.country AND outlet_id = old.outlet_id AND articles = 0;
END;

INSERT INTO outlet_articles SELECT country, outlet_id, COUNT(*) FROM articles GROUP BY country, outlet_id;
