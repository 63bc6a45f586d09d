"""lezr_extract: from the text of Chinese law to a power list (权责清单), each entry with its clause.

The packages follow the way of the data::

    read → structure → norms → powers → agencies → compare → powerlist

Each stage takes records and gives records (``lezr_extract.records``) and knows nothing of the others;
they meet in ``lezr_extract.pipeline``.

A docstring cites the article of law on which a rule rests. ``domain rules 3.5`` is a section of the collection of such
rules with their sources, ``domain.md``, which lies with the labels and real documents in ``../shared``.
"""

import os

# Work is spread over processes; numpy's own threads, which wait in a loop, would only stand in their way.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

__version__ = "0.1.0"
