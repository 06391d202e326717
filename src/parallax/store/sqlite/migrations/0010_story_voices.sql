-- A telling now says who is quoted under one name: what was told before is told again.
UPDATE stories SET stale = 1 WHERE articles > 1;
