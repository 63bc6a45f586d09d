"""Stage 1: a file of any format becomes a records.Document."""
