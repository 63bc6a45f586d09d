-- The words of an entry's clauses without their numbers: by them an entry whose article was renumbered finds the
-- decisions that were made on it under the old number. Empty for what was taken in before this step.
ALTER TABLE standings ADD COLUMN words_key TEXT NOT NULL DEFAULT '';
CREATE TABLE moves (
  number INTEGER PRIMARY KEY REFERENCES events(number),
  entry TEXT NOT NULL,
  before TEXT NOT NULL
);
CREATE INDEX moves_entry ON moves(entry);
CREATE TRIGGER moves_kept BEFORE DELETE ON moves BEGIN SELECT RAISE(ABORT, 'moves are never removed'); END;
CREATE TRIGGER moves_fixed BEFORE UPDATE ON moves BEGIN SELECT RAISE(ABORT, 'moves are never altered'); END;
