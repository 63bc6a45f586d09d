-- What happened, in order; each row carries the hash of the one before, so that none can be changed unseen.
CREATE TABLE events (
  number INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  who TEXT NOT NULL,
  at TEXT NOT NULL,
  body TEXT NOT NULL,
  previous TEXT NOT NULL,
  hash TEXT NOT NULL
);
CREATE TRIGGER events_kept BEFORE DELETE ON events BEGIN SELECT RAISE(ABORT, 'events are never removed'); END;
CREATE TRIGGER events_fixed BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'events are never altered'); END;
CREATE INDEX events_entry ON events(json_extract(body, '$.entry'), kind);
CREATE TABLE decisions (
  number INTEGER PRIMARY KEY REFERENCES events(number),
  entry TEXT NOT NULL,
  gate TEXT NOT NULL,
  verdict TEXT NOT NULL,
  clause_hash TEXT NOT NULL,
  reason TEXT NOT NULL,
  changes TEXT NOT NULL,
  batch TEXT NOT NULL,
  undoes INTEGER REFERENCES decisions(number)
);
CREATE INDEX decisions_entry ON decisions(entry);
CREATE INDEX decisions_batch ON decisions(batch) WHERE batch <> '';
CREATE UNIQUE INDEX decisions_undone_once ON decisions(undoes) WHERE undoes IS NOT NULL;
CREATE TRIGGER decisions_kept BEFORE DELETE ON decisions BEGIN SELECT RAISE(ABORT, 'decisions are never removed'); END;
CREATE TRIGGER decisions_fixed BEFORE UPDATE ON decisions BEGIN SELECT RAISE(ABORT, 'decisions are never altered'); END;
-- Where each entry stands, on each wording that it was seen with; follows from the decisions and from the entries of
-- the newest run (number: entries.number there, NULL where it is gone), and can be made anew at any time. name, type
-- and agency are as decided, proposed (JSON) as the run has them; turn is the place in the queue: 0 lapsed, 1 asked, 2.
CREATE TABLE standings (
  entry TEXT NOT NULL,
  clause_hash TEXT NOT NULL,
  state TEXT NOT NULL,
  gate TEXT,
  changes TEXT NOT NULL,
  lapsed INTEGER NOT NULL,
  last INTEGER NOT NULL,
  number INTEGER,
  law TEXT NOT NULL,
  proposed TEXT NOT NULL,
  name TEXT NOT NULL,
  type TEXT NOT NULL,
  agency TEXT NOT NULL,
  turn INTEGER NOT NULL,
  step TEXT NOT NULL GENERATED ALWAYS AS (coalesce(gate, state)) STORED,
  PRIMARY KEY (entry, clause_hash)
);
CREATE INDEX standings_turn ON standings(turn, number, step) WHERE number IS NOT NULL;
CREATE INDEX standings_step ON standings(step, turn, number) WHERE number IS NOT NULL;
CREATE INDEX standings_type ON standings(type, step, turn, number) WHERE number IS NOT NULL;
CREATE INDEX standings_agency ON standings(agency, step, turn, number) WHERE number IS NOT NULL;
CREATE INDEX standings_law ON standings(law, turn, number) WHERE number IS NOT NULL;
CREATE UNIQUE INDEX standings_number ON standings(number) WHERE number IS NOT NULL;
-- What comparing had to say (findings.jsonl beside the run), each with both provisions; and the gravest level by entry:
-- 3 冲突, 2 疑似, 1 提示. Both follow from files and can be made anew at any time; taken says from which.
CREATE TABLE findings (
  number INTEGER PRIMARY KEY,
  level INTEGER NOT NULL,
  rule TEXT NOT NULL,
  kind TEXT NOT NULL,
  body TEXT NOT NULL
);
CREATE TABLE finding_articles (
  law_id TEXT NOT NULL,
  article TEXT NOT NULL,
  finding INTEGER NOT NULL REFERENCES findings(number),
  PRIMARY KEY (law_id, article, finding)
) WITHOUT ROWID;
CREATE TABLE alarms (number INTEGER PRIMARY KEY, level INTEGER NOT NULL);
CREATE INDEX alarms_level ON alarms(level);
CREATE TABLE taken (name TEXT PRIMARY KEY, mark TEXT NOT NULL);
-- Who may do what. The password is kept as argon2 made it; gates as JSON; agency empty for all agencies.
CREATE TABLE people (
  name TEXT PRIMARY KEY,
  password TEXT NOT NULL,
  gates TEXT NOT NULL,
  agency TEXT NOT NULL,
  keeper INTEGER NOT NULL,
  active INTEGER NOT NULL
);
-- Of a session only the hash of its token is kept, so that a copy of the database opens no page.
CREATE TABLE sessions (
  token_hash TEXT PRIMARY KEY,
  name TEXT NOT NULL REFERENCES people(name),
  form_token TEXT NOT NULL,
  ends TEXT NOT NULL
);
