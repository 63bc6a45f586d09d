CREATE TABLE findings (
  number INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  level TEXT NOT NULL,
  rule TEXT NOT NULL,
  sort TEXT NOT NULL,
  a_law TEXT,
  a_title TEXT NOT NULL,
  a_article TEXT NOT NULL,
  a_paragraph INTEGER,
  a_item TEXT,
  b_law TEXT NOT NULL REFERENCES laws(id),
  b_article TEXT NOT NULL,
  b_paragraph INTEGER,
  b_item TEXT,
  explanation TEXT NOT NULL,
  authority TEXT NOT NULL,
  guards TEXT NOT NULL,
  not_compared TEXT NOT NULL,
  differences TEXT NOT NULL
);
CREATE INDEX findings_a_law ON findings(a_law, a_article);
CREATE INDEX findings_b_law ON findings(b_law, b_article);
