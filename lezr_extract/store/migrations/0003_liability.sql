CREATE TABLE liability_clauses (
  id TEXT PRIMARY KEY,
  article_id TEXT NOT NULL REFERENCES articles(id),
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  ending TEXT NOT NULL,
  reason TEXT NOT NULL,
  by TEXT NOT NULL
);
CREATE INDEX liability_clauses_ending ON liability_clauses(ending);

CREATE TABLE referrals (
  id TEXT PRIMARY KEY,
  article_id TEXT NOT NULL REFERENCES articles(id),
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  words TEXT NOT NULL,
  law TEXT NOT NULL,
  article TEXT,
  paragraph INTEGER,
  item TEXT,
  outcome TEXT NOT NULL,
  target_law TEXT REFERENCES laws(id),
  kinds TEXT NOT NULL,
  amounts TEXT NOT NULL
);
CREATE INDEX referrals_article_id ON referrals(article_id);
CREATE INDEX referrals_outcome ON referrals(outcome);
