-- What people decided on suggestions for the office's present list; an event of the chain like every decision.
CREATE TABLE suggestion_decisions (
  number INTEGER PRIMARY KEY REFERENCES events(number),
  suggestion TEXT NOT NULL,
  verdict TEXT NOT NULL,
  words_hash TEXT NOT NULL,
  reason TEXT NOT NULL,
  batch TEXT NOT NULL
);
CREATE INDEX suggestion_decisions_suggestion ON suggestion_decisions(suggestion);
CREATE INDEX suggestion_decisions_batch ON suggestion_decisions(batch) WHERE batch <> '';
CREATE TRIGGER suggestion_decisions_kept BEFORE DELETE ON suggestion_decisions
  BEGIN SELECT RAISE(ABORT, 'decisions are never removed'); END;
CREATE TRIGGER suggestion_decisions_fixed BEFORE UPDATE ON suggestion_decisions
  BEGIN SELECT RAISE(ABORT, 'decisions are never altered'); END;
-- The suggestions of today (suggestions.jsonl beside the run), in the order of work, each with where it stands; follows
-- from that file and from the decisions, and can be made anew at any time. turn: 0 lapsed, 1 asked, 2 open, 3 done.
CREATE TABLE suggestions (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  words_hash TEXT NOT NULL,
  kind TEXT NOT NULL,
  field TEXT NOT NULL,
  level TEXT NOT NULL,
  department TEXT NOT NULL,
  name TEXT NOT NULL,
  body TEXT NOT NULL,
  state TEXT NOT NULL,
  lapsed INTEGER NOT NULL,
  last INTEGER NOT NULL,
  turn INTEGER NOT NULL
);
CREATE INDEX suggestions_turn ON suggestions(turn, number);
