-- 结构版本 6
CREATE TABLE meta (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
);
CREATE TABLE runs (
  number INTEGER PRIMARY KEY,
  started TEXT NOT NULL,
  seconds REAL NOT NULL,
  lezr_version TEXT NOT NULL,
  options TEXT NOT NULL,
  counts TEXT NOT NULL
);
CREATE TABLE laws (
  id TEXT PRIMARY KEY,
  number INTEGER NOT NULL,
  title TEXT NOT NULL,
  short_title TEXT NOT NULL,
  version TEXT NOT NULL,
  rank TEXT NOT NULL,
  issuer TEXT NOT NULL,
  document_number TEXT NOT NULL,
  territory TEXT NOT NULL,
  adopted TEXT,
  published TEXT,
  effective TEXT,
  ended TEXT,
  status TEXT NOT NULL,
  represented_by TEXT REFERENCES laws(id),
  evidence TEXT NOT NULL,
  parts TEXT NOT NULL,
  annexes TEXT NOT NULL,
  text TEXT NOT NULL
);
CREATE INDEX laws_title ON laws(title);
CREATE INDEX laws_number ON laws(number);
CREATE TABLE files (
  number INTEGER PRIMARY KEY,
  file TEXT NOT NULL,
  format TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  law_id TEXT REFERENCES laws(id),
  pages TEXT NOT NULL
, lines TEXT NOT NULL DEFAULT '[]', boxes TEXT NOT NULL DEFAULT '[]');
CREATE INDEX files_law_id ON files(law_id);
CREATE INDEX files_file ON files(file);
CREATE TABLE articles (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  law_id TEXT NOT NULL REFERENCES laws(id),
  article TEXT NOT NULL,
  path TEXT NOT NULL,
  caption TEXT NOT NULL,
  text TEXT NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  text_start INTEGER NOT NULL,
  text_end INTEGER NOT NULL,
  paragraphs TEXT NOT NULL
, original TEXT);
CREATE UNIQUE INDEX articles_id ON articles(id);
CREATE INDEX articles_law_id ON articles(law_id, article);
CREATE TABLE agencies (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  level TEXT NOT NULL,
  territory TEXT NOT NULL,
  duties TEXT NOT NULL,
  local_names TEXT NOT NULL,
  valid_from TEXT NOT NULL,
  valid_to TEXT NOT NULL,
  successors TEXT NOT NULL,
  note TEXT NOT NULL
);
CREATE TABLE powers (
  id TEXT PRIMARY KEY,
  article_id TEXT NOT NULL REFERENCES articles(id),
  type TEXT NOT NULL,
  alt TEXT NOT NULL,
  alt_reason TEXT NOT NULL,
  role TEXT NOT NULL,
  kinds TEXT NOT NULL,
  paragraph INTEGER NOT NULL,
  item TEXT,
  act TEXT NOT NULL,
  conduct TEXT NOT NULL,
  holder TEXT NOT NULL,
  holder_spans TEXT NOT NULL,
  holder_source TEXT NOT NULL,
  agency_resolved TEXT,
  agency_id TEXT REFERENCES agencies(id),
  agency_reason TEXT NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  quote TEXT NOT NULL,
  by TEXT NOT NULL,
  score REAL NOT NULL,
  disputed INTEGER NOT NULL,
  ruling TEXT
);
CREATE INDEX powers_article_id ON powers(article_id);
CREATE INDEX powers_type ON powers(type);
CREATE INDEX powers_agency_id ON powers(agency_id);
CREATE TABLE amounts (
  id TEXT PRIMARY KEY,
  power_id TEXT NOT NULL REFERENCES powers(id),
  min NUMERIC,
  max NUMERIC,
  unit TEXT NOT NULL,
  base TEXT,
  party TEXT,
  per TEXT,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL
);
CREATE INDEX amounts_power_id ON amounts(power_id);
CREATE TABLE exclusions (
  id TEXT PRIMARY KEY,
  article_id TEXT NOT NULL REFERENCES articles(id),
  reason TEXT NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  by TEXT NOT NULL
);
CREATE INDEX exclusions_article_id ON exclusions(article_id);
CREATE TABLE competence (
  id TEXT PRIMARY KEY,
  article_id TEXT NOT NULL REFERENCES articles(id),
  agency TEXT NOT NULL,
  matter TEXT NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL
);
CREATE INDEX competence_article_id ON competence(article_id);
CREATE TABLE citations (
  id TEXT PRIMARY KEY,
  law_id TEXT NOT NULL REFERENCES laws(id),
  article_id TEXT REFERENCES articles(id),
  law TEXT NOT NULL,
  article TEXT,
  paragraph INTEGER,
  item TEXT,
  reach TEXT NOT NULL,
  resolution TEXT NOT NULL,
  target_law TEXT REFERENCES laws(id),
  evidence TEXT NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL
);
CREATE INDEX citations_article_id ON citations(article_id);
CREATE INDEX citations_law_id ON citations(law_id);
CREATE INDEX citations_target_law ON citations(target_law, article);
CREATE TABLE entries (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  law_id TEXT NOT NULL REFERENCES laws(id),
  name TEXT NOT NULL,
  type TEXT NOT NULL,
  alt TEXT NOT NULL,
  kinds TEXT NOT NULL,
  agency TEXT NOT NULL,
  agency_written TEXT NOT NULL,
  agency_id TEXT REFERENCES agencies(id),
  amounts TEXT NOT NULL,
  territory TEXT NOT NULL,
  law_status TEXT NOT NULL,
  score REAL NOT NULL,
  by TEXT NOT NULL,
  remarks TEXT NOT NULL
);
CREATE UNIQUE INDEX entries_id ON entries(id, law_id);
CREATE INDEX entries_law_id ON entries(law_id);
CREATE INDEX entries_type ON entries(type);
CREATE INDEX entries_agency ON entries(agency);
CREATE TABLE bases (
  entry INTEGER NOT NULL REFERENCES entries(number),
  position INTEGER NOT NULL,
  law_id TEXT NOT NULL REFERENCES laws(id),
  law_title TEXT NOT NULL,
  law_version TEXT NOT NULL,
  rank TEXT NOT NULL,
  article TEXT NOT NULL,
  paragraph INTEGER,
  item TEXT,
  kind TEXT NOT NULL,
  text TEXT NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  marks TEXT NOT NULL, original TEXT,
  PRIMARY KEY (entry, position)
);
CREATE INDEX bases_law_id ON bases(law_id, article);
CREATE TABLE problems (
  number INTEGER PRIMARY KEY,
  stage TEXT NOT NULL,
  severity TEXT NOT NULL,
  file TEXT NOT NULL,
  place TEXT NOT NULL,
  code TEXT NOT NULL,
  cause TEXT NOT NULL
);
CREATE INDEX problems_code ON problems(code);
CREATE VIRTUAL TABLE articles_search USING fts5(text, content='', tokenize='unicode61');
CREATE VIRTUAL TABLE entries_search USING fts5(text, content='', tokenize='unicode61');
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
CREATE TABLE effects (
  id TEXT PRIMARY KEY,
  law_id TEXT NOT NULL REFERENCES laws(id),
  source TEXT NOT NULL,
  by_title TEXT NOT NULL,
  by_version TEXT NOT NULL,
  affected TEXT NOT NULL,
  affected_law TEXT REFERENCES laws(id),
  kind TEXT NOT NULL,
  places TEXT NOT NULL,
  new_places TEXT NOT NULL,
  old_words TEXT NOT NULL,
  new_words TEXT NOT NULL,
  text TEXT NOT NULL,
  in_force TEXT,
  entry TEXT NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  words TEXT NOT NULL,
  reorders INTEGER NOT NULL
);
CREATE INDEX effects_affected ON effects(affected);
CREATE INDEX effects_law_id ON effects(law_id);
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
