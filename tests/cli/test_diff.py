import json

import pytest

OLD = "示范省水渠条例\n2019年1月1日示范省人民代表大会常务委员会第一次会议通过\n第一条　修建水渠，应当经县级以上人民政府水行政主管部门批准。\n第二条　填埋水渠的，由县级以上人民政府水行政主管部门责令改正，处一千元以上一万元以下罚款。\n第三条　本条例自2019年3月1日起施行。\n"
NEW = (
    OLD.replace("2019年1月1日示范省", "2019年1月1日示范省人大通过　2023年1月1日示范省")
    .replace("一千元以上一万元以下", "五千元以上五万元以下")
    .replace("第三条　", "第三条　禁止在渠堤取土。\n第四条　")
)
DECISION = """示范省人民代表大会常务委员会关于修改《示范省水渠条例》的决定
2023年1月1日示范省人民代表大会常务委员会第九次会议通过
一、将第二条中的“一千元以上一万元以下”修改为“五千元以上五万元以下”。
二、增加一条，作为第三条：“禁止在渠堤取土。”
本决定自2023年5月1日起施行。
《示范省水渠条例》根据本决定作相应修改并对条文顺序作相应调整，重新公布。
"""


@pytest.fixture
def files(tmp_path):
    for name, text in (("旧.txt", OLD), ("新.txt", NEW), ("决定.txt", DECISION)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def lines(ran):
    return [json.loads(line) for line in ran.out.splitlines()]


def test_each_article_is_a_line_with_the_change_and_what_it_does_to_the_list(lezr, files):
    ran = lezr("diff", files / "旧.txt", files / "新.txt", "--jsonl")
    assert ran.status == 0, ran.err
    told = lines(ran)
    assert [one["change"] for one in told] == ["same", "amended", "added", "moved"]
    assert set(told[0]) >= {"change", "old", "new", "effect"}
    (effect,) = told[1]["effect"]
    assert (effect["change"], effect["type"]) == ("changed", "行政处罚")
    assert effect["differences"] == [
        {"what": "数额", "before": "1000元以上1万元以下", "after": "5000元以上5万元以下"}
    ]
    assert told[1]["old"][0]["article"] == "第二条"
    assert [one["deleted"] for one in told[1]["words"]]


def test_a_decision_that_agrees_with_both_versions_is_named_at_the_articles_that_it_changes(lezr, files):
    ran = lezr("diff", files / "旧.txt", files / "新.txt", "--decision", files / "决定.txt", "--jsonl")
    assert ran.status == 0, ran.err
    assert [[one["kind"] for one in line["operations"]] for line in lines(ran)] == [
        [],
        ["words"],
        ["insert"],
        [],
    ]


def test_a_decision_that_says_something_else_is_a_problem(lezr, files):
    (files / "决定.txt").write_text(DECISION.replace("五万元以下”。", "九万元以下”。"), encoding="utf-8")
    ran = lezr("diff", files / "旧.txt", files / "新.txt", "--decision", files / "决定.txt", "--jsonl")
    assert ran.status == 1
    assert "九万元" in ran.err
    assert [one["article"] for one in lines(ran) if one["change"] == "disagreement"] == ["第二条"]


def test_a_law_and_a_decision_say_what_the_decision_does(lezr, files):
    ran = lezr("diff", files / "旧.txt", files / "决定.txt")
    assert ran.status == 0, ran.err
    assert "自2023-05-01起施行，读出 2 项" in ran.out
    assert "“一千元以上一万元”→“五千元以上五万元”" in ran.out
    assert "新增　第三条" in ran.out


def test_what_cannot_be_read_of_a_decision_is_shown_and_asks_for_a_look(lezr, files):
    (files / "决定.txt").write_text(
        DECISION.replace("本决定自", "三、附图重新绘制。\n本决定自"), encoding="utf-8"
    )
    ran = lezr("diff", files / "旧.txt", files / "决定.txt", "--jsonl")
    assert ran.status == 1
    (left,) = [one for one in lines(ran) if one["change"] == "decision"]
    assert (left["operations"][0]["kind"], left["operations"][0]["words"]) == ("unread", "附图重新绘制")


def test_the_table_is_written_as_page_and_document(lezr, files):
    ran = lezr("diff", files / "旧.txt", files / "新.txt", "-o", files / "对照")
    assert ran.status == 0, ran.err
    assert sorted(one.name for one in (files / "对照").iterdir()) == ["新旧对照表.docx", "新旧对照表.html"]


def test_a_decision_on_another_law_is_refused_with_the_name_of_that_law(lezr, files):
    (files / "决定.txt").write_text(DECISION.replace("示范省水渠条例", "示范省茶园条例"), encoding="utf-8")
    ran = lezr("diff", files / "旧.txt", files / "新.txt", "--decision", files / "决定.txt")
    assert ran.status == 2
    assert "《示范省茶园条例》" in ran.err
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize(
    ("text", "words"),
    [("", "没有读出法规"), (OLD + "\n" + OLD.replace("水渠", "茶园"), "不止一部法规")],
)
def test_a_file_that_is_not_one_law_is_refused(lezr, files, text, words):
    (files / "新.txt").write_text(text, encoding="utf-8")
    ran = lezr("diff", files / "旧.txt", files / "新.txt")
    assert ran.status == 2
    assert words in ran.err


def test_a_path_that_does_not_exist_is_refused(lezr, files):
    ran = lezr("diff", files / "旧.txt", files / "没有.txt")
    assert ran.status == 2
    assert "没有.txt" in ran.err


def test_a_decision_that_ends_the_law_takes_every_article_and_every_entry(lezr, files):
    ending = "示范省人民代表大会常务委员会关于废止《示范省水渠条例》的决定\n2024年1月1日通过\n一、废止《示范省水渠条例》。\n本决定自公布之日起施行。\n"
    (files / "决定.txt").write_text(ending, encoding="utf-8")
    ran = lezr("diff", files / "旧.txt", files / "决定.txt", "--jsonl")
    assert ran.status == 0, ran.err
    told = lines(ran)
    assert [one["change"] for one in told] == ["deleted"] * 3 + ["decision"]
    assert [effect["change"] for one in told for effect in one["effect"]] == ["dropped", "dropped"]


def test_versions_given_the_wrong_way_round_are_noticed(lezr, files):
    ran = lezr("diff", files / "新.txt", files / "旧.txt")
    assert ran.status == 1
    assert "写反" in ran.err


def test_a_new_chapter_stands_in_the_text_that_the_decision_makes(lezr, files):
    old = OLD.replace("第一条　", "第一章　总则\n第一条　").replace("第三条　", "第二章　附则\n第三条　")
    new = DECISION.replace(
        "二、增加一条", "二、增加一章“渠堤”，作为第二章，分为一条，包括第三条。\n三、增加一条"
    )
    (files / "旧.txt").write_text(old, encoding="utf-8")
    (files / "决定.txt").write_text(new, encoding="utf-8")
    ran = lezr("diff", files / "旧.txt", files / "决定.txt", "-o", files / "对照")
    assert ran.status == 0, ran.err
    page = (files / "对照" / "新旧对照表.html").read_text(encoding="utf-8")
    assert [words in page for words in ("第一章 总则", "第二章 渠堤", "第三章 附则")] == [True] * 3


def test_the_title_of_a_decision_holds_that_of_the_law_in_single_marks(lezr, files):
    ran = lezr("diff", files / "旧.txt", files / "新.txt", "--decision", files / "决定.txt")
    assert "《示范省人民代表大会常务委员会关于修改〈示范省水渠条例〉的决定》" in ran.out


@pytest.mark.parametrize(
    ("added", "told", "note"),
    [
        ("修建水渠”后增加“修建水闸", True, "two names with no mark between"),
        ("修建水渠”后增加“、修建水闸", False, "the mark is written"),
        ("修建水渠”后增加“和水闸", False, "a word joins them"),
        ("，应当经”前增加“的", False, "one character belongs to its sentence"),
    ],
)
def test_words_that_a_decision_adds_without_a_mark_between_are_noted(lezr, files, added, told, note):
    decided = (
        DECISION.split("一、", maxsplit=1)[0] + f"一、在第一条中的“{added}”。\n本决定自2023年5月1日起施行。\n"
    )
    (files / "决定.txt").write_text(decided, encoding="utf-8")
    ran = lezr("diff", files / "旧.txt", files / "决定.txt")
    assert ran.status == 0, (note, ran.err)
    assert ("没有写两者之间的标点" in ran.err) is told, note
    lezr("diff", files / "旧.txt", files / "决定.txt", "-o", files / "对照")
    page = (files / "对照" / "新旧对照表.html").read_text(encoding="utf-8")
    assert ("没有写两者之间的标点" in page) is told, note
