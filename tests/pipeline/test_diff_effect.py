"""What a new version of a law does to the list."""

from lezr_extract.compare.versions import align
from lezr_extract.pipeline.comparing.diff_effect import effects, entries_of
from lezr_extract.pipeline.job.one_source import Options, law_of
from lezr_extract.records import Change, Document

OLD = ("为了保护水渠，制定本条例。", "填埋水渠的，由水行政主管部门处一千元以上一万元以下罚款。")
ADDED = ("为了保护水渠，制定本条例。", "禁止在渠堤取土。", OLD[1])
HIGHER = ("为了保护水渠，制定本条例。", "挖断水渠的，由水行政主管部门给予警告。")


def law(articles):
    lines = "\n".join(f"第{number}条　{words}" for number, words in zip("一二三", articles, strict=False))
    built, _ = law_of(Document("条例.txt", "text", "", f"示范省水渠条例\n{lines}\n"))
    assert built is not None
    return built


def told(new_articles, *, before=True, after=True):
    """The changes of the last row, with the entries of a version left out as if none had been read from it."""
    old, new = law(OLD), law(new_articles)
    alignment = align(old, new)
    left = entries_of(old, Options()) if before else ()
    right = entries_of(new, Options()) if after else ()
    return alignment.rows[-1].change, [one.change for one in effects(old, new, alignment, left, right)[-1]]


def test_an_article_that_only_moved_changes_the_place_of_its_entry_and_nothing_else():
    assert told(ADDED) == (Change.MOVED, ["moved"])


def test_an_article_whose_words_stand_gives_and_takes_no_power_however_its_versions_were_read():
    assert told(ADDED, before=False) == (Change.MOVED, [])
    assert told(ADDED, after=False) == (Change.MOVED, [])


def test_an_article_whose_words_changed_does_give_and_take_powers():
    change, taken = told(HIGHER, after=False)
    assert change is not Change.MOVED
    assert "dropped" in taken
