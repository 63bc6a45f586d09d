"""One law, every format: makes variants of real laws and compares what is read from them with the source.

    python -m bench.variants [--laws N] [--kinds pdf,ofd,…] [--keep FOLDER]

A kind is a module of this package with one function or more, named in ``KINDS`` of ``__main__``.
"""
