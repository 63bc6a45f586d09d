"""Names of entries as real lists write them (domain rules 3.3): object or act + kind, short and exact.

对…行为的行政处罚 and 对…等行为的行政处罚 (the State form, first conduct only), …许可证核发, …审批, 对…的监督检查,
对…的行政强制, 对…费的征收, …认定, 对…的奖励, …备案. The words come from the clause; where its wording is not known the
power's act gives them.
"""

import re

from lezr_extract.powerlist.naming import matter
from lezr_extract.powerlist.naming.by_type import NAMERS
from lezr_extract.powerlist.naming.conduct import plain, shorten
from lezr_extract.powerlist.naming.words import LONGEST_CORE, Clause, bare_act, field_of, quoted, with_dui
from lezr_extract.records import Power, PowerType

LONGEST = 64
"""Characters of a name."""


_TWICE = re.compile(r"(?P<word>报告|备案|审批|许可|核发|登记|验收|检验|行为|等)(?P=word)")
"""A word that the clause ends with and the kind of the power says again (年度报告报告, 网络攻击等等行为)."""
_CUT_OFF = re.compile(r"^(?P<about>对?)(?:但是?)?[，、；：]+")
"""What is left before a name where 但是 or a condition was cut (对，经催告仍不履行行为的行政强制)."""
_KIND_ALONE = re.compile(r"(?:给予|予以|准予|行政)?(?P<kind>许可|奖励|检查|确认|征收|给付|裁决)")
"""A name that says what kind of power it is and nothing of what it is about; the law's field is put before it."""
_CREDIT_RECORD = re.compile(r"信用(?:档案|记录|信息)|^(?:对于?)?$")
_SAYS_WHAT = ("行政补偿", "信用惩戒", "限制措施")
"""Kinds of other powers that may close a name (对…的行政补偿)."""


def name(power: Power, clause: Clause) -> str:
    """The name of the entry that ``power`` in ``clause`` becomes; never empty, at most `LONGEST` characters."""
    made = NAMERS[power.type](power, clause) or _from_act(power, clause)
    made = _TWICE.sub(r"\g<word>", _whole(re.sub(r"\s+", "", made), clause))
    if len(made) > LONGEST:
        made = made[: LONGEST - 1] + "…"
    return made


def _whole(made: str, clause: Clause) -> str:
    """``made`` that neither goes on from other words (或者…) nor is a verb or a kind of power alone (备案, 许可)."""
    made = _CUT_OFF.sub(r"\g<about>", made)
    alone = _KIND_ALONE.fullmatch(made)
    if alone and clause.title:
        return f"{field_of(clause.title)}{alone['kind']}"
    about = made.startswith("对")
    words = matter.joined(made.removeprefix("对"))
    if words.startswith("的"):  # the rest of a clause that was cut: 违反本条例规定的行为
        rest = re.sub(r"^[的，、]+", "", words)
        if rest.startswith(("行政", "其他", "行为", "应当", "可以")) or len(rest) < 4:
            kind = "对违反{}行为的{}" if "行政处罚" in rest else "{}规定的{}"
            return kind.format(quoted(clause.title), re.sub(r"^.*的(?=行政|其他)", "", rest))
        words = matter.joined(rest)
    if not matter.is_bare(words):
        return f"对{words}" if about else words
    return (
        matter.with_object(words, clause.sentence, clause.before)
        or f"{field_of(clause.title)}{matter.without_light_verb(words)}"
    )


def _from_act(power: Power, clause: Clause) -> str:
    """The last resort: the act, or the first words of the clause, with the type."""
    if "信用惩戒" in power.kinds and clause.title and _CREDIT_RECORD.search(bare_act(power.act)):
        return f"对违反{quoted(clause.title)}行为的信用惩戒"
    words = bare_act(power.act) or plain(shorten(clause.quote or clause.text, 30)[0])
    if not words:
        return f"{quoted(clause.title)}规定的{power.type}"
    what = next((kind for kind in power.kinds if kind in _SAYS_WHAT), "其他行政权力")
    return f"{with_dui(shorten(words, LONGEST_CORE)[0])}的{what if power.type is PowerType.OTHER else power.type}"
