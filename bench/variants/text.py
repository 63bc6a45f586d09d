"""Plain formats: text in the encoding of older systems, a web page."""

from html import escape

from bench.variants.source import SourceLaw


def gb18030(law: SourceLaw) -> bytes:
    """Text as Notepad of a Chinese Windows writes it."""
    return "\r\n".join(f"　　{line}" if line != law.title else line for line in law.lines).encode("gb18030")


def web_page(law: SourceLaw) -> bytes:
    """A page of a government site: navigation, table of particulars, text, foot."""
    body = "".join(f'<p style="text-indent:2em">{escape(line)}</p>' for line in law.lines)
    return (
        f'<html><head><meta charset="utf-8"><title>{escape(law.title)}_某市人民政府</title></head><body>'
        '<div class="nav"><a href="/">首页</a><a href="/zwgk">政务公开</a><a href="/hd">互动</a></div>'
        f'<div id="zoom">{body}</div><div class="footer"><p>主办：某市人民政府办公室　网站标识码：0000000000</p></div>'
        "</body></html>"
    ).encode()
