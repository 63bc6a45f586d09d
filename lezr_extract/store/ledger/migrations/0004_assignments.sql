-- To whom an entry was given to work on; follows from the events of kind 'assigned'. An entry given back has no row.
CREATE TABLE assignments (
  entry TEXT PRIMARY KEY,
  person TEXT NOT NULL,
  event INTEGER NOT NULL REFERENCES events(number)
) WITHOUT ROWID;
CREATE INDEX assignments_person ON assignments(person, entry);
