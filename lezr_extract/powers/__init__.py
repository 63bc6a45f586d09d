"""Stage 4: norms become powers, typed, with kinds, amounts, conduct and role."""
