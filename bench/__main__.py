"""``make bench``: makes docs/lookup/figures.md anew."""

from bench.figures import main

main()
