"""Copies of web tools: traditional script with the readings left in, narrow punctuation, lines of the site around."""

from bench.variants.source import SourceLaw

# Readings of characters that are frequent in statutes, as such tools leave them behind a converted character.
_PAIRS = """
:
國:guó 務:wù 關:guān 規:guī 條:tiáo 應:yīng 當:dāng 門:mén 機:jī 業:yè 員:yuán 會:huì 處:chǔ 無:wú 與:yǔ 為:wéi 對:duì
產:chǎn 責:zé 時:shí 財:cái 權:quán 種:zhǒng 環:huán 護:hù 質:zhì 監:jiān 驗:yàn 檢:jiǎn 測:cè 許:xǔ 審:shěn 請:qǐng 發:fā
結:jié 單:dān 個:gè 從:cóng 設:shè 備:bèi 報:bào 據:jù 資:zī 實:shí 係:xì 證:zhèng 場:chǎng 號:hào 給:gěi 經:jīng 過:guò
還:hái 進:jìn 這:zhè 說:shuō 學:xué 術:shù 動:dòng 負:fù 圍:wéi 圖:tú 執:zhí 違:wéi 罰:fá 構:gòu 組:zǔ 織:zhī 領:lǐng 導:dǎo
"""
_READINGS = dict(pair.split(":") for pair in _PAIRS.split())
_NARROW = str.maketrans("，；：（）", ",;:()")
_EVERY = 3


def traditional(law: SourceLaw) -> bytes:
    """Traditional script as OpenCC makes it, every third known character with its reading behind it."""
    return _with_readings(_converted(law, "s2t")).encode()


def taiwan(law: SourceLaw) -> bytes:
    """Traditional script with the forms of Taiwan (著, 檯), without readings."""
    return _converted(law, "s2tw").encode()


def site_copy(law: SourceLaw) -> bytes:
    """A text copied from a web site: lines of the site around it, narrow punctuation, spaces inside words."""
    around = (
        "首页 > 政务公开 > 正文",
        "发布时间：2021-03-04 09:30 来源：某市人民政府 浏览次数：12次",
        "【打印】 【关闭】",
    )
    behind = ("责任编辑：张三", "上一篇：某市人民政府公告", "下一篇：没有了", "分享到： 微信 微博")
    lines = [line.translate(_NARROW) for line in law.lines]
    # A slip between two Chinese characters in the middle of every fifth long line, beyond its number.
    for at in range(0, len(lines), 5):
        line = lines[at]
        middle = len(line) // 2
        if len(line) > 40 and line.endswith("。") and _inside_word(line, middle):
            lines[at] = f"{line[:middle]} {line[middle:]}"
    return "\n".join((*around, *lines, *behind)).encode()


def _converted(law: SourceLaw, way: str) -> str:
    from opencc import OpenCC  # noqa: PLC0415

    return str(OpenCC(way).convert("\n".join(law.lines)))


def _with_readings(text: str) -> str:
    made: list[str] = []
    known = 0
    for character in text:
        made.append(character)
        if character in _READINGS:
            known += 1
            if known % _EVERY == 0:
                made.append(f"({_READINGS[character]})")
    return "".join(made)


def _inside_word(line: str, at: int) -> bool:
    """Whether two Chinese characters meet at ``at``, neither of them part of a number that a space may follow."""
    meets = "".join(line[at - 1 : at + 1])
    return len(meets) == 2 and all("\u4e00" <= c <= "\u9fff" and c not in "第条款项章节编" for c in meets)
