"""Stage 7: powers become draft entries of the power list."""
