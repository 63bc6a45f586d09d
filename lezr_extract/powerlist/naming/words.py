"""The words that the names of all types of entries are made of: conduct, act, object, the field of the law."""

import re
from typing import NamedTuple

from lezr_extract.powerlist.naming.conduct import NO_NAMES, Conduct, plain, shorten, shorten_conduct

LONGEST_CORE = 50
"""Characters of the conduct or the matter inside a name."""
_PLACE = re.compile(
    r"(?:在|对)?(?:本|其)?(?:行政区域|辖区|管辖区域|管理区域|管辖范围)(?:范围)?内的?|^(?:前款|本条|上述)(?:规定|所列)的?|依法|(?<=^)(?:有关|相关)的?"
)


class Clause(NamedTuple):
    """The clause that an entry stands on, cut out for naming.

    Attributes:
        text: the words of the paragraph (head, items and tail), or of the item alone.
        at: where the power's words begin in ``text``.
        quote: the power's words.
        conduct: the illegal conduct, found in the clause or in the cited one.
        cited: the words for the conduct when only the cited clause names it.
        title: short title of the law.
        above: the 款 before it in the same article.
    """

    text: str
    at: int
    quote: str
    conduct: Conduct | None
    cited: str = ""
    title: str = ""
    above: str = ""

    @property
    def sentence(self) -> str:
        """The sentence around the power's words."""
        start = max(self.text.rfind(mark, 0, max(self.at, 0)) for mark in "。；\n") + 1
        ends = [e for e in (self.text.find(mark, max(self.at, start)) for mark in "。；\n") if e >= 0]
        return self.text[start : min(ends)] if ends else self.text[start:]

    @property
    def first_item(self) -> str:
        """The first of the items that the sentence opens; empty where it opens none."""
        match = re.search(
            r"^[ 　]*[（(][一1１][）)](?P<x>[^；。\n]{2,60})", self.text[max(self.at, 0) :], re.MULTILINE
        )
        return match["x"].strip() if match else ""

    @property
    def before(self) -> str:
        """What stands before that sentence."""
        return self.text[: max(self.text.rfind(mark, 0, max(self.at, 0)) for mark in "。；\n") + 1]


def conduct_words(clause: Clause, act: str) -> tuple[str, bool]:
    """Words of the conduct and whether it is one of several."""
    if clause.conduct is not None:
        words, cut = shorten_conduct(clause.conduct.words, LONGEST_CORE)
        return words, cut or clause.conduct.more
    words = clause.cited or bare_act(act)
    return ("", False) if NO_NAMES["no-conduct"].fits(words) else shorten_conduct(words, LONGEST_CORE)


def bare_act(act: str) -> str:
    """The act of a power without modals and the head of a list; empty where it only points (违反前款规定)."""
    words = re.sub(r"(?:的|，)?(?:有)?(?:下列|以下)(?:行为|情形)(?:之一)?(?:的)?$", "", plain(act))
    words = re.sub(r"，?(?:有权|可以|应当)(?:依法)?采取(?:下列|以下)措施$", "", words)
    words = re.sub(r"^(?:应当|可以|并|方可|必须|有权|依法|对于|的)+", "", words)
    if re.fullmatch(r"(?:违反)?(?:本|第|前)[^，]*?(?:规定|条|款|项)", words):
        return ""
    return shorten(words.removesuffix("的"), LONGEST_CORE)[0]


def field_of(title: str) -> str:
    """The field that a law's title names (森林病虫害防治条例 → 森林病虫害防治), of a law carried out that law's."""
    inner = re.search(r"实施《(?:中华人民共和国)?(?P<law>[^《》]{2,})》", title)
    title = inner["law"] if inner else title
    words = re.sub(
        r"(?:(?<!执)法|条例|规定|办法|细则|规则|决定)?(?:实施)?(?:细则|条例|办法)?(?:[（(][^）)]*[）)])?$",
        "",
        title,
    )
    return re.sub(r"^.*?(?:经济特区|省|自治区|市(?!场|容|政)|州(?!市))(?=.{4})", "", words) or title


def with_dui(words: str) -> str:
    """``words`` behind 对, once."""
    return words if words.startswith("对") else f"对{words}"


def quoted(title: str) -> str:
    """A law's title in 《》, a title inside it in 〈〉, shortened; 本法 where there is none."""
    inner = shorten(title, 40)[0].replace("《", "〈").replace("》", "〉")
    return f"《{inner}》" if title else "本法"


def object_of(words: str, verbs: str) -> str:
    """X of 对X进行…, 将X予以…, followed by one of ``verbs``; empty without."""
    match = re.search(
        rf"(?:对|将)(?P<x>[^。；，]+(?:，[^。；，对]+)?)，?(?:可以|应当|有权|依法)*(?:进行|实施|予以|采取|依法|的)?(?:{verbs})",
        words,
    )
    return clean_object(match["x"]) if match else ""


def what_follows(words: str, verbs: str) -> str:
    """The object that stands behind one of ``verbs``; empty without."""
    match = re.search(rf"(?:{verbs})(?P<x>[^。；，]{{3,60}})", words)
    return clean_object(match["x"]) if match else ""


def clean_object(words: str) -> str:
    """An object without place, modals and what is done to it; empty where the rest is no object."""
    words = re.sub(r"^(?:有根据认为|将)", "", _PLACE.sub("", words).replace("下列", ""))
    words = re.sub(
        r"，?(?:应当|可以|有权|依法|予以(?:临时)?|采取|实施|实行|先行|按照[^，]*).{0,12}$", "", words
    )
    words = plain(words).strip("，、的")
    return "" if words.startswith(("没收", "或者", "和")) else words
