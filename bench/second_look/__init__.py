"""Trains the network of the second look (`lezr_extract.powers.network`). Needs PyTorch, and an accelerator to end today.

In order, each a module; WORK is a folder for what they hand on, FOLD 0 to 3 leaves the files of that fold out of the
labels and 4 leaves none out:

    python -m bench.second_look.texts WORK CORPORA     laws without labels and the labelled articles, as numbers
    python -m bench.second_look.pretrain WORK NET SECONDS    fills in hidden characters, for NET large and small
    python -m bench.second_look.large WORK FOLD        learns the labels, then answers for every article without a label
    python -m bench.second_look.small WORK FOLD        learns these answers and the labels
    python -m bench.second_look.keep WORK MODELS       network.npz, characters.txt and network_folds.tsv for `lezr train`
    python -m bench.second_look.further MODELS CORPORA    adds what it reads in articles that were labelled later

The texts of ``powers.dev`` and ``held_out_powers`` are left out of all of it.
"""

from collections.abc import Iterable

FOLDS = 4
_HUNDREDTHS = 100


def line(file: str, article: str, whole: Iterable[float], words: Iterable[float]) -> str:
    """What a network reads in one article, of the ten types, in hundredths."""
    numbers = (" ".join(str(round(float(n) * _HUNDREDTHS)) for n in of) for of in (whole, words))
    return "\t".join((file, article, *numbers))
