"""What checking says, in the words of commands, tables and pages."""

from lezr_extract.records import BasisStatus, PowerType, PresentEntry

STATUS_WORDS = {
    BasisStatus.CURRENT: "现行",
    BasisStatus.AMENDED: "条文已改",
    BasisStatus.MOVED: "条号已变",
    BasisStatus.REPEALED: "已废止",
    BasisStatus.NOT_FOUND: "没有找到",
    BasisStatus.MISQUOTED: "引文不符",
}
REASON_WORDS = {
    "law_absent": "所给法规中没有这一部",
    "article_absent": "没有这一条",
    "edition": "所引版本没有收入",
    "cut": "略去句中文字",
    "typing": "录入之误",
    "paraphrase": "改写",
    "changed": "文字不同（改写或版本没有收入）",
    "other_text": "不是这一条的文字",
    "renumbered": "条号随修改变动",
    "other_article": "条号不对",
    "paragraph": "款号不对",
    "deleted": "现行版已删去",
    "no_article": "未写条号",
    "no_quotation": "未引原文",
    "": "",
}


def type_words(entry: PresentEntry) -> str:
    """The type of an entry: the national one where it names one, else as written."""
    if entry.type is None:
        return entry.type_written
    return "其他行政权力" if entry.type is PowerType.OTHER else entry.type.value


def place_words(entry: PresentEntry) -> str:
    """Where an entry stands in its list: 工作表“…”第 3 行."""
    rows = f"第 {entry.row} 行" if entry.row == entry.last_row else f"第 {entry.row}–{entry.last_row} 行"
    return (f"工作表“{entry.sheet}”" if entry.sheet else "") + rows
