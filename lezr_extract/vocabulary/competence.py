"""The rules of ``data/competence.toml``: how statutes put an organ in charge of a field."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

# One organ or several joined ones; a bracket (以下简称…) may follow each. Possessive: hostile texts cost no more.
_ORGANS = (
    r"(?<!O)(?P<agency>(?:O++的(?=O))?O++(?:（[^（）\n]{1,40}）)?"
    r"(?:(?:、|和|与|及其|，?以及|及|或者|或|，?会同)(?:其他|其|所属的?|有关|委托的?|设置的?|指定的?|直辖市的){0,3}+O++(?:（[^（）\n]{1,40}）)?)*+)"
)
# What may stand between organ and verb is caught lazily and then read by `HOW`.
_HOW = r"(?P<how>[^。；：\n]{0,60}?)"
HOW = re.compile(
    r"(?:应当|应|依法|具体|统一|分别|共同|同时|主要|各自|等|，|综合|全面|分工负责|其他|承担和?|有关|单位|和|并"
    r"|[依根按][据照][^，。；：\n]{0,36}+|在[^，。；：\n]{0,40}+|参照[^，。；：\n]{0,24}+|(?:可以)?受[^，。；：\n]{0,20}+|按[^，。；：\n]{0,16}+|会同[^，。；：\n]{0,20}+)*+"
)


@dataclass(frozen=True, slots=True)
class CompetenceRule:
    """One way of putting an organ in charge.

    Attributes:
        id: stable name.
        words: at least one stands in a text that the pattern matches.
        needs: found quickly in every text in which the pattern is found slowly; None for a pattern that is quick.
        pattern: on masked text, with the groups ``agency`` and ``matter``.
        unless: must not match the matter; None without such a bar.
        only: must match the words of the organs; None for any organ.
        main: the organ is the law's department in charge.
        whole: no other organ within the matched words gets a row.
        carried: the pattern reads a clause whose organ stands in a clause before; no group ``agency``.
        bare: the matter may be missing; the first item's words serve.
        match, miss: model sentences.
    """

    id: str
    words: tuple[str, ...]
    needs: re.Pattern[str] | None
    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None
    only: re.Pattern[str] | None
    main: bool
    whole: bool
    carried: bool
    bare: bool
    match: tuple[str, ...]
    miss: tuple[str, ...]


@cache
def competence_rules() -> tuple[CompetenceRule, ...]:
    """The rules in the order of their file."""
    text = files("lezr_extract.vocabulary").joinpath("data", "competence.toml").read_text(encoding="utf-8")
    return tuple(
        CompetenceRule(
            id=row["id"],
            words=tuple(row["words"]),
            needs=re.compile(row["needs"]) if "needs" in row else None,
            pattern=re.compile(row["pattern"].replace("{organs}", _ORGANS).replace("{how}", _HOW)),
            unless=re.compile(row["unless"]) if "unless" in row else None,
            only=re.compile(row["only"]) if "only" in row else None,
            main=row.get("main", False),
            whole=row.get("whole", False),
            carried=row.get("carried", False),
            bare=row.get("bare", False),
            match=tuple(row["match"]),
            miss=tuple(row["miss"]),
        )
        for row in tomllib.loads(text)["rule"]
    )
