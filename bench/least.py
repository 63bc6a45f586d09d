"""What a run cannot do without, however it decides: the least that this way of working costs, beside one pass of jieba.

usage: python -m bench.least [EVERY]    over every 40th file of lawrefbook and ministry_rules, or every EVERYth

Files are read and cut into articles as always. Then, with no decision taken: the texts of laws go once through the
finders and patterns that mask them and cut them into clauses; a record is made for each clause; all of it is cut into
words for the model; the network reads every eleventh article, about as many as are in doubt. Storing, indexing,
exporting and comparing come on top (`bench.stages`). Each step is the least of three rounds.
"""

import argparse
import gc
import time
from collections.abc import Callable
from pathlib import Path

from lezr_extract import read, structure
from lezr_extract.norms.clauses import cut
from lezr_extract.norms.kinds import OPERATIVE, UNKNOWN
from lezr_extract.norms.masking import AMOUNT, CITATION
from lezr_extract.norms.reading import read_law
from lezr_extract.powers import standard_model
from lezr_extract.powers.second_look import parts
from lezr_extract.records import Document, Law, Norm, SubjectSource
from lezr_extract.records.making import maker
from lezr_extract.text.words import cut as cut_into_words
from lezr_extract.vocabulary.actor_words import find_tokens
from lezr_extract.vocabulary.clause_words import find_words

from bench.corpus import files
from bench.stages import beside

ROUNDS = 3
IN_DOUBT = 11
"""Of so many articles one is read by the network: 389 of 4,377 (docs/decide/speed.md)."""


def least(work: Callable[[], object]) -> float:
    """The least processor seconds of some rounds."""
    found = []
    for _ in range(ROUNDS):
        began = time.process_time()
        work()
        found.append(time.process_time() - began)
    return min(found)


def records(law: Law) -> list[Norm]:
    """A record for each clause of a law, the same decision in each."""
    make, reading = maker(Norm), read_law(law)
    return [
        make(
            span,
            law.text[span.start : span.end],
            reading.text[clause.start : clause.end],
            OPERATIVE,
            unit.article,
            unit.paragraph,
            unit.item,
            clause.sentence,
            None,
            None,
            UNKNOWN,
            SubjectSource.NONE,
            (),
            "",
            "",
            "",
            UNKNOWN,
            (),
            None,
            False,
        )
        for unit in reading.units
        for clause in cut(reading.text, unit)
        for span in (unit.span(clause.start, clause.end),)
    ]


def main() -> None:
    """Prints a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("every", nargs="?", type=int, default=40)
    paths = files(parser.parse_args().every)
    jieba = beside(paths)["jieba"]
    gc.disable()  # as seldom as a run looks for garbage, it is nothing here
    sources = [one for one in read.sources(paths) if isinstance(one, read.Source)]
    documents = [one for source in sources for one in read.read(source) if isinstance(one, Document)]
    laws = [law for law, _ in map(structure.build_law, documents) if law]
    texts = [read_law(law).text for law in laws]
    articles = [parts(law, one) for law in laws for one in law.articles][::IN_DOUBT]
    model = standard_model()
    if model is None or model.second is None:
        raise SystemExit("no model with a network")
    network = model.second.network
    steps: dict[str, Callable[[], object]] = {
        "读取": lambda: [read.read(one) for one in sources],
        "结构": lambda: [structure.build_law(one) for one in documents],
        "句子的各个词典和式子": lambda: [
            (CITATION.findall(one), AMOUNT.findall(one), find_tokens(one), find_words(one)) for one in texts
        ],
        "分句的记录": lambda: [records(law) for law in laws],
        "切词": lambda: [cut_into_words(one) for one in texts],
        "网络": lambda: network.read_all(articles),
    }
    total = 0.0
    print("步骤\t秒\t是 jieba 的")
    for name, work in steps.items():
        taken = least(work)
        total += taken
        print(f"{name}\t{taken:.2f}\t{taken / jieba:.2f}")
    size = sum(Path(path).stat().st_size for path in paths) / 1e6
    print(f"合计\t{total:.2f}\t{total / jieba:.2f}")
    print(
        f"{len(paths):,} 份，{size:.1f} MB，{sum(len(law.articles) for law in laws):,} 条；jieba {jieba:.2f} 秒"
    )


if __name__ == "__main__":
    main()
