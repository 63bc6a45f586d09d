"""What the network reads in labelled articles that it has not learned from: further lines of ``network_folds.tsv``.

usage: python -m bench.second_look.further MODELS CORPORA

For labels that came after the network, so that `lezr train` can weigh what it says of them. An article whose number
is in ``network_folds.tsv`` keeps its line, of a network that did not see it either. Needs no accelerator.
"""

import sys
from pathlib import Path

from lezr_extract.pipeline.train import OF_FOLDS, read_folds
from lezr_extract.powers.model_file import load_network

from bench.second_look import line
from bench.second_look.texts import labelled


def main() -> None:
    """Adds the lines."""
    models, corpora = Path(sys.argv[1]), Path(sys.argv[2])
    network = load_network(models)
    if network is None:
        raise SystemExit(f"no network in {models}")
    have = read_folds(models / OF_FOLDS)
    rows = []
    for text in labelled(corpora, models)[0]:
        if (text.file, text.number) not in have:
            reading = network.read(text.title, text.chapter, text.text)
            rows.append(line(text.file, text.number, reading.whole, reading.words))
    with (models / OF_FOLDS).open("a", encoding="utf-8") as kept:
        kept.writelines(row + "\n" for row in rows)
    print(len(rows), "articles read")


if __name__ == "__main__":
    main()
