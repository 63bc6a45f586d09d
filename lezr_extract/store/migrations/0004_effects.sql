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
