"""Stage 5: powers get their holders, through the law itself and the registry."""
