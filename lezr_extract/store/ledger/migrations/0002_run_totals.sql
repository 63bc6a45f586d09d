-- How many entries each run brought, by type and agency as they stood when it was taken in; event is the number of its
-- event of kind 'entries'. Runs taken in before this table was there have none.
CREATE TABLE run_totals (
  event INTEGER NOT NULL REFERENCES events(number),
  type TEXT NOT NULL,
  agency TEXT NOT NULL,
  entries INTEGER NOT NULL,
  PRIMARY KEY (event, type, agency)
) WITHOUT ROWID;
-- The few entries of which decisions have set something, found without going through all.
CREATE INDEX standings_changes ON standings(number) WHERE number IS NOT NULL AND changes <> '{}';
