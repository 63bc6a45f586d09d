"""Stage 6: laws are set side by side."""
