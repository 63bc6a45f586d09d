"""Lines that a web site or a seller of documents puts around a text: bread crumbs, page tools, 责任编辑, 下载文档前.

Each pattern takes a whole line, and no line of a law has its form; words that laws use too (关闭, 下载, 打印)
only tell where to look.
"""

import re
from collections.abc import Iterator

from lezr_extract.text.clean import Edit

_LOOK = re.compile(
    r"首页|您现在的位置|当前位置|本站|网友上传|下载文档|下载前|仅部分预览|侵犯您的权益|如有侵权|版权归|本文档|打印|关闭"
    r"|分享到|分享至|扫一扫|返回顶部|返回列表|字体大小|大 中 小|我要纠错|责任编辑|责编|编辑[:：]|上一[篇条页]|下一[篇条页]"
    r"|相关(?:链接|文章|阅读|稿件|附件)[:：]|浏览次数|阅读次数|点击数|点击量|访问量|时间[:：]|来源[:：]|主办单位|ICP备"
)
_TOOL = (
    r"(?:打印(?:本[页文]|此页)?|关闭(?:窗口|本页|页面)?|收藏(?:本页)?|分享(?:到|至)?|微信|微博|QQ空间|朋友圈|返回(?:顶部|首页|列表|上页)?"
    r"|字体(?:大小)?|[大中小]|纠错|我要纠错|下载|保存|复制链接|扫一扫[^。]{0,20}+|TOP)"
)
_BETWEEN = r"[\s|｜/【】\[\]（）()<>＜＞:：、,，·-]"
_CLOCK = r"[12]\d{3}[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?+"
_LINE = re.compile(
    r"(?:您?现?在?的?(?:当前)?位置[:：]\s*)?\S{0,8}首页\s*(?:>|＞|»|›|→|/|-)+[^。]*"
    r"|(?:您现在的位置|当前位置)[:：][^。]*"
    r"|(?:导语|前言|摘要|简介|提示)[:：][^\n]*(?:本站|网友上传|范文|客服)[^\n]*"
    r"|[^\n]{0,12}\d?[、.]?\s*[“\"]?(?:下载文档前|下载前请|仅部分预览)[^\n]*"
    r"|[^\n]{0,12}如?(?:本?文档|本站|有)[^\n]{0,12}(?:侵犯|侵权)[^\n]*(?:联系|删除|客服)[^\n]*"
    r"|[^\n]{0,6}本文档[^\n]{0,20}(?:上传|下载|分享|原创力|豆丁|道客|文库)[^\n]*"
    r"|[^\n]{0,10}版权归[^\n]{0,20}(?:所有|作者)[^\n]*"
    rf"|{_BETWEEN}*+(?:{_TOOL}{_BETWEEN}*+){{1,12}}+"
    rf"|[【（(\[]?(?:责任编辑|责编|编辑)[:：]?\s*[\u4e00-\u9fff\s]{{0,12}}[】）)\]]?(?:{_BETWEEN}*{_TOOL})*"
    r"|(?:上一|下一)[篇条页](?:[:：][^。；]*|\s*)"
    r"|相关(?:链接|文章|阅读|稿件)[:：][^。；]*"
    rf"|(?:(?:发布|发表|更新|上传|添加)?(?:时间|日期)[:：]\s*{_CLOCK}|来源[:：]\s*\S{{1,20}}|作者[:：]\s*\S{{1,12}}"
    r"|(?:浏览|阅读|点击)(?:次?数|量)[:：]?\s*\d*次?|访问量[:：]?\s*\d*|字体[:：]?[^。]{0,12}+|[【\[][^】\]]{0,12}[】\]])"
    rf"(?:[\s|｜]++(?:(?:发布|发表|更新)?(?:时间|日期)[:：]\s*{_CLOCK}|来源[:：]\s*\S{{0,20}}|作者[:：]\s*\S{{0,12}}"
    rf"|(?:浏览|阅读|点击)(?:次?数|量)[:：]?\s*\d*次?|字体[:：]?[^。]{{0,12}}+|{_TOOL}{_BETWEEN}*+))*+"
    r"|(?:主办单位|承办单位|技术支持)[:：][^。；]*|[^。；]{0,40}ICP备[^。；]*"
)
_LONGEST = 240
_BRACKETED = re.compile(r"[【\[][^】\]]{0,12}[】\]]")


def boilerplate(text: str) -> Iterator[Edit]:
    """The edits that take such lines, with their line break, out of a cleaned text."""
    end = -1
    for match in _LOOK.finditer(text):
        if match.start() < end:
            continue
        start = text.rfind("\n", 0, match.start()) + 1
        end = text.find("\n", match.end())
        end = len(text) if end < 0 else end + 1
        line = text[start:end].strip()
        if len(line) <= _LONGEST and _LINE.fullmatch(line) and not _BRACKETED.fullmatch(line):
            yield start, end, ""
