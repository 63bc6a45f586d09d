"""Benches: speed and accuracy on real documents, each a module that prints its table (``python -m bench.NAME``)."""
