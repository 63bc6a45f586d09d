"""The words that we know, as data files: organs, headings, titles, and the rules with their example sentences."""
