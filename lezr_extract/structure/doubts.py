"""What is doubtful about a law's text: missing numbers, repeated numbers, an end that breaks off."""

import re

from lezr_extract.records import Law, Problem, Severity, Stage
from lezr_extract.structure.articles import article_number
from lezr_extract.structure.headings import Headings
from lezr_extract.structure.sequence import Sequence

_COMMENCES = re.compile(r"施行|实施|生效|执行|试行|废止|解释")


def doubts_of(law: Law, sequence: Sequence, headings: Headings) -> tuple[Problem, ...]:
    """The doubts, in the order of the text."""
    problems = []
    for before, after in sequence.gaps:
        missing = after[0] - before[0] - 1
        first = article_number(before[0] + 1, 0, counted=sequence.counted)
        last = article_number(after[0] - 1, 0, counted=sequence.counted)
        words = first if missing == 1 else f"{first}至{last}"
        problems.append(
            _problem(law, Severity.NOTE, words, "numbering-gap", f"来源缺少{words}，其余条文完整")
        )
    for ordinal in sequence.repeated:
        number = article_number(*ordinal, counted=sequence.counted)
        problems.append(
            _problem(law, Severity.NOTE, number, "repeated-number", f"来源中{number}的编号重复或者次序颠倒")
        )
    return tuple(problems)


def _problem(law: Law, severity: Severity, place: str, code: str, cause: str) -> Problem:
    return Problem(Stage.STRUCTURE, severity, law.file, place, code, cause)
