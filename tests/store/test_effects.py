import pytest
from lezr_extract.pipeline.comparing.text_at import text_at
from lezr_extract.pipeline.job.fill import fill
from lezr_extract.pipeline.job.one_source import DEFAULTS
from lezr_extract.read import sources
from lezr_extract.store import Store

FIRST = """示范省水渠条例
2019年1月1日示范省人民代表大会常务委员会第一次会议通过
第一条　修建水渠，应当经水行政主管部门批准。
第二条　填埋水渠的，由水行政主管部门处一千元以上一万元以下罚款。
第三条　本条例自2019年3月1日起施行。
"""
DECISION = """示范省人民代表大会常务委员会关于修改《示范省水渠条例》的决定
2023年1月1日示范省人民代表大会常务委员会第九次会议通过
一、将第二条中的“一万元以下”修改为“五万元以下”。
二、增加一条，作为第三条：“禁止在渠堤取土。”
本决定自2023年5月1日起施行。
《示范省水渠条例》根据本决定作相应修改并对条文顺序作相应调整，重新公布。
"""
SECOND = (
    FIRST.replace(
        "会议通过\n",
        "会议通过　根据2023年1月1日示范省人民代表大会常务委员会第九次会议《关于修改〈示范省水渠条例〉的决定》修正\n",
    )
    .replace("一万元以下", "五万元以下")
    .replace("第三条　", "第三条　禁止在渠堤取土。\n第四条　")
)
ENDING = """示范省水利条例
2025年1月1日示范省人民代表大会常务委员会第二十次会议通过
第一条　水渠归集体所有。
第二条　本条例自2025年6月1日起施行。《示范省水渠条例》同时废止。
"""


@pytest.fixture
def filled(tmp_path):
    """A database filled from the texts that a test gives."""
    stores = []

    def made(**texts):
        for name, text in texts.items():
            (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
        store = Store.in_memory()
        stores.append(store)
        fill(store, list(sources([str(tmp_path)])), DEFAULTS)
        return store

    yield made
    for store in stores:
        store.close()


def effects(store, columns="source, kind, affected, in_force, places"):
    return store.database.execute(f"SELECT {columns} FROM effects ORDER BY source, rowid").fetchall()


def test_a_decision_writes_its_operations_into_the_ledger_with_the_day_and_the_version_that_it_touches(
    filled,
):
    store = filled(first=FIRST, decision=DECISION)
    assert effects(store) == [
        ("decision", "words", "示范省水渠条例", "2023-05-01", '[["第二条", null, null, ""]]'),
        ("decision", "insert", "示范省水渠条例", "2023-05-01", "[]"),
    ]
    touched = effects(store, "affected_law, old_words, new_words")
    (law_id,) = store.database.execute("SELECT id FROM laws WHERE title = '示范省水渠条例'").fetchone()
    assert touched[0] == (law_id, "一万元以下", "五万元以下")


def test_a_repeal_clause_is_a_row_with_its_words(filled):
    store = filled(first=FIRST, ending=ENDING)
    ((words, entry, in_force),) = effects(store, "words, entry, in_force")
    assert "《示范省水渠条例》同时废止" in words
    assert (entry, in_force) == ("第二条", "2025-06-01")


def test_a_header_tells_of_a_decision_that_is_not_at_hand(filled):
    store = filled(second=SECOND)
    assert effects(store, "source, kind, by_title, by_version, affected") == [
        ("header", "amended", "关于修改〈示范省水渠条例〉的决定", "2023-01-01", "示范省水渠条例")
    ]


def test_every_row_stands_at_its_words(filled):
    store = filled(first=FIRST, decision=DECISION, second=SECOND, ending=ENDING)
    rows = store.database.execute(
        'SELECT effects.words, substr(laws.text, effects.start + 1, effects."end" - effects.start) '
        "FROM effects JOIN laws ON laws.id = law_id"
    ).fetchall()
    assert len(rows) == 4
    assert all(words.strip() == stands.strip() for words, stands in rows)


@pytest.mark.parametrize(
    ("day", "fine", "articles", "applied", "note"),
    [
        ("2019-02-28", None, 0, 0, "before it came into force nothing is known"),
        ("2019-03-01", "一万元", 3, 0, "the first day"),
        ("2023-04-30", "一万元", 3, 0, "passed, and not yet in force"),
        ("2023-05-01", "五万元", 4, 1, "the decision is carried out on the old text"),
    ],
)
def test_the_text_of_a_day_comes_from_the_version_and_the_decisions_in_force_then(
    filled, day, fine, articles, applied, note
):
    found = text_at(filled(first=FIRST, decision=DECISION), "示范省水渠条例", day)
    if fine is None:
        assert found.law is None, note
        assert found.next is not None
        return
    assert (len(found.law.articles), len(found.applied), found.failed) == (articles, applied, ()), note
    assert fine in found.law.articles[1].text, note


def test_a_version_that_holds_the_decision_already_is_in_force_from_the_day_of_the_decision(filled):
    store = filled(first=FIRST, decision=DECISION, second=SECOND)
    before, after = (text_at(store, "示范省水渠条例", day) for day in ("2023-04-30", "2023-05-01"))
    assert (before.version.version, after.version.version) == ("2019-01-01", "2023-01-01")
    assert after.applied == ()
    assert "关于修改" in after.version.evidence


def test_a_law_that_was_repealed_says_by_what(filled):
    store = filled(first=FIRST, ending=ENDING)
    assert text_at(store, "示范省水渠条例", "2025-05-31").ended is None
    assert text_at(store, "示范省水渠条例", "2025-06-01").ended.by == "示范省水利条例"


def test_what_cannot_be_carried_out_is_told(filled):
    store = filled(first=FIRST, decision=DECISION.replace("第二条中", "第八条中"))
    (failed,) = text_at(store, "示范省水渠条例", "2023-05-01").failed
    assert failed.reason == "旧文本没有第八条"


def test_a_law_that_is_not_there_has_no_text(filled):
    found = text_at(filled(first=FIRST), "示范省茶园条例", "2024-01-01")
    assert (found.law, found.version, found.ended) == (None, None, None)


def test_of_two_copies_of_one_decision_only_one_is_carried_out(filled):
    store = filled(
        first=FIRST,
        decision=DECISION,
        copy=DECISION.replace("一、将", "一、 将").replace("重新公布", "重新予以公布"),
    )
    found = text_at(store, "示范省水渠条例", "2023-05-01")
    assert len(effects(store)) == 4
    assert (len(found.applied), found.failed, len(found.law.articles)) == (1, (), 4)
