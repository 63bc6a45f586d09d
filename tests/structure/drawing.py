"""A law drawn as a few lines that a reader can check against its text."""

from lezr_extract.records import Item, Law, Problem


def drawn(law: Law | None, problems: tuple[Problem, ...] = ()) -> str:
    """Title, headings, articles with their 款 (1, 2 …) and 项 (their numerals), annexes and problems."""
    lines: list[str] = []
    if law is not None:
        lines.append(f"{law.title} [{law.rank.value}{' ' + law.version if law.version else ''}]")
        path: tuple = ()
        for article in law.articles:
            if article.path != path:
                path = article.path
                lines.append("/".join(f"{heading.kind}:{heading.label}" for heading in path))
            caption = f" 【{article.caption}】" if article.caption else ""
            lines.append(f"{article.number}{caption}")
            for paragraph in article.paragraphs:
                lines.append(f"  {paragraph.number} {_plain(paragraph.text)}".rstrip())
                lines += _items(paragraph.items, "    ")
                if paragraph.tail:
                    lines.append(f"    尾 {paragraph.tail}")
        lines += [f"附件 {annex.title}（{len(annex.text.splitlines())}行）" for annex in law.annexes]
        kinds = [
            str(part.kind.value) for part in law.parts if part.kind.value not in ("编章节", "条", "附件")
        ]
        lines.append("其他部分 " + " ".join(kinds))
    lines += [f"问题 {one.severity.value} {one.code} {one.place}".rstrip() for one in problems]
    return "\n".join(lines) + "\n"


def _items(items: tuple[Item, ...], indent: str) -> list[str]:
    lines = []
    for item in items:
        lines.append(f"{indent}{item.no} {_plain(item.text)}")
        lines += _items(item.items, indent + "  ")
    return lines


def _plain(words: str) -> str:
    return words.replace("\n", "⏎")
