"""Articles that two departments both cite: what 编办 looks for in the lists of many offices."""

from collections.abc import Callable, Iterable

from lezr_extract.records import PresentEntry, SharedArticle


def shared_articles(entries: Iterable[PresentEntry], key: Callable[[str], str]) -> tuple[SharedArticle, ...]:
    """The articles that entries of several lists cite, those of most departments first.

    A department is a list: the sheets of one list name one office by many names and levels.

    Args:
        entries: of all lists.
        key: what two spellings of a title share.
    """
    citing: dict[tuple[str, str], list[PresentEntry]] = {}
    titles: dict[str, str] = {}
    for entry in entries:
        for law, article in dict.fromkeys((key(b.law), b.article) for b in entry.bases if b.article):
            citing.setdefault((law, article or ""), []).append(entry)
        for basis in entry.bases:
            titles.setdefault(key(basis.law), basis.law)
    shared = [
        SharedArticle(titles[law], article, tuple(found), departments)
        for (law, article), found in citing.items()
        if len({entry.file for entry in found}) > 1
        for departments in [tuple(dict.fromkeys(_department(entry) for entry in found))]
    ]
    return tuple(sorted(shared, key=lambda one: -len({entry.file for entry in one.entries})))


def _department(entry: PresentEntry) -> str:
    return entry.holder or entry.file.rsplit("/", 1)[-1]
