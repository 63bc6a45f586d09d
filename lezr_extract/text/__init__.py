"""Chinese text without knowledge of law: cleaning with a way back, numerals, words, phrases."""
