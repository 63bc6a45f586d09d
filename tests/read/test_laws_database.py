import sqlite3

import pytest
from lezr_extract.read import Source, laws_database, read, sources
from lezr_extract.records import Document, Problem

LAW = (
    "id1",
    "云岭省采砂条例",
    "地方性法规",
    "云岭省人大常委会",
    "2024-03-01",
    "2024-05-01",
    "2024-03-01",
    "现行有效",
)
OLD = (
    "id0",
    "云岭省采砂条例",
    "地方性法规",
    "云岭省人大常委会",
    "2010-03-01",
    "2010-05-01",
    "2010-03-01",
    "历史版本",
)


def article(number, text, chapter=None, section=None, law="id1"):
    return (law, chapter, section, number, text)


def texts(path, **options):
    found = [one for source in sources([str(path)]) for one in read(source)]
    assert all(isinstance(one, Document) for one in found), found
    return found


def test_a_law_is_rebuilt_as_it_is_printed(tmp_path, build):
    path = build.database(
        tmp_path / "laws.db",
        [LAW],
        [
            article("第一条", "为了管理。", "第一章 总则"),
            article("第二条", "有下列行为：\n（一）采砂；\n（二）堆砂。", "第二章 管理", "第一节 规划"),
            article("第三条", "处罚款。", "第二章 管理", "第二节 许可"),
            article("第三条之一", "没收。", "第二章 管理", "第二节 许可"),
            article("第四条", "施行。", "第三章 附则"),
        ],
    )
    (document,) = texts(path)
    assert document.text.split("\n") == [
        "云岭省采砂条例",
        "第一章 总则",
        "第一条 为了管理。",
        "第二章 管理",
        "第一节 规划",
        "第二条 有下列行为：",
        "（一）采砂；",
        "（二）堆砂。",
        "第二节 许可",
        "第三条 处罚款。",
        "第三条之一 没收。",
        "第三章 附则",
        "第四条 施行。",
    ]
    assert [(document.text[at:].split("\n")[0], level) for at, level in document.marked_headings] == [
        ("云岭省采砂条例", 1),
        ("第一章 总则", 2),
        ("第二章 管理", 2),
        ("第一节 规划", 3),
        ("第二节 许可", 3),
        ("第三章 附则", 2),
    ]
    assert document.file == f"{path}#id1"
    assert document.facts == {
        "title": "云岭省采砂条例",
        "rank": "地方性法规",
        "issuer": "云岭省人大常委会",
        "published": "2024-03-01",
        "effective": "2024-05-01",
        "version": "2024-03-01",
        "status": "现行有效",
        "version_id": "id1",
    }


def test_two_versions_under_one_name_are_two_documents(tmp_path, build):
    path = build.database(
        tmp_path / "laws.db", [OLD, LAW], [article("第一条", "新。"), article("第一条", "旧。", law="id0")]
    )
    old, new = texts(path)
    assert ("旧。" in old.text, "新。" in new.text) == (True, True)
    assert "新" not in old.text


@pytest.mark.parametrize(
    ("text", "joined", "note"),
    [
        (
            "各级人民政府应当加强对采砂活动的监督管理和\n指导服务。",
            "各级人民政府应当加强对采砂活动的监督管理和指导服务。",
            "a break inside a sentence",
        ),
        (
            "县级以上地方人民政府水行政主管部门、\n自然资源主管部门负责。",
            "县级以上地方人民政府水行政主管部门、自然资源主管部门负责。",
            "behind 、",
        ),
        (
            "水行政主管部门负责采砂许可的审批工作。\n公安机关负责治安。",
            "水行政主管部门负责采砂许可的审批工作。\n公安机关负责治安。",
            "a 款 of its own",
        ),
        ("省长，\n副省长若干人，\n秘书长。", "省长，\n副省长若干人，\n秘书长。", "a list of short lines"),
        (
            "1.关于河道采砂许可证件核发的规定\n2.关于罚款的规定",
            "1.关于河道采砂许可证件核发的规定\n2.关于罚款的规定",
            "a numbered list",
        ),
        (
            "水行政主管部门可以采取的措施包括以下内容\n（一）检查；",
            "水行政主管部门可以采取的措施包括以下内容\n（一）检查；",
            "an item",
        ),
        (
            "| 甲类河段许可采砂的总量和期限 | 每吨十元\n乙类 |",
            "| 甲类河段许可采砂的总量和期限 | 每吨十元\n乙类 |",
            "a row of a table",
        ),
    ],
)
def test_a_line_break_inside_a_sentence_is_taken_out(tmp_path, build, text, joined, note):
    path = build.database(tmp_path / "laws.db", [LAW], [article("第一条", text)])
    (document,) = texts(path)
    assert document.text == f"云岭省采砂条例\n第一条 {joined}", note
    assert document.lines_are_paragraphs is False


def test_points_of_a_decision_and_whole_texts_lose_the_words_of_the_database(tmp_path, build):
    path = build.database(
        tmp_path / "laws.db",
        [LAW, OLD],
        [
            article("条目一", "将第二条修改为：“略。”"),
            article("条目十二", "删去。"),
            article("全文", "现予公告。", law="id0"),
        ],
    )
    decision, whole = texts(path)
    assert decision.text.split("\n")[1:] == ["一、将第二条修改为：“略。”", "十二、删去。"]
    assert whole.text.split("\n")[1:] == ["现予公告。"]


def test_the_work_comes_in_shares_that_together_are_everything(tmp_path, build, monkeypatch):
    monkeypatch.setattr(laws_database, "ARTICLES_PER_SOURCE", 5)
    laws = [(f"id{n}", f"第{n}号条例", *LAW[2:]) for n in range(7)]
    articles = [article(f"第{k}条", "略。", law=f"id{n}") for n in range(7) for k in "一二三"]
    path = build.database(tmp_path / "laws.db", laws, articles)
    shares = list(sources([str(path)]))
    assert [one.members for one in shares] == [(f"id{n}",) for n in range(7)]
    monkeypatch.setattr(laws_database, "ARTICLES_PER_SOURCE", 6)
    shares = list(sources([str(path)]))
    assert [len(one.members) for one in shares] == [2, 2, 2, 1]
    assert len([one for share in shares for one in read(share)]) == 7
    assert len(read(Source("laws.db", str(path)))) == 7


def test_a_law_without_articles_is_a_row_and_the_others_go_on(tmp_path, build):
    path = build.database(tmp_path / "laws.db", [OLD, LAW], [article("第一条", "略。")])
    empty, law = [one for source in sources([str(path)]) for one in read(source)]
    assert (type(empty), empty.code, empty.file) == (Problem, "no-text", f"{path}#id0")
    assert isinstance(law, Document)


def test_a_database_of_another_shape_says_so(tmp_path):
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE laws (x)")
    database.close()
    (problem,) = sources([str(path)])
    assert (problem.code, "不是法规库" in problem.cause) == ("unsupported-format", True)


def test_a_locked_database_says_so(tmp_path, build, monkeypatch):
    path = build.database(tmp_path / "laws.db", [LAW], [article("第一条", "略。")])
    (source,) = sources([str(path)])
    monkeypatch.setattr(laws_database, "_WAIT_SECONDS", 0)
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    (problem,) = read(source)
    holder.close()
    assert (problem.code, "占用" in problem.cause) == ("locked-database", True)


def test_a_database_is_not_written_to(tmp_path, build):
    path = build.database(tmp_path / "laws.db", [LAW], [article("第一条", "略。")])
    before = path.read_bytes()
    texts(path)
    assert path.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == ["laws.db"]


@pytest.mark.parametrize("words", [b"CREATE TABLE articles", b"article_no", b"PRIMARY KEY", b"law_name"])
def test_a_broken_byte_in_the_description_of_a_table_is_a_row_or_costs_nothing(tmp_path, build, words):
    path = build.database(tmp_path / "laws.db", [LAW], [article("第一条", "略。")])
    whole = path.read_bytes()
    for at in range(len(words)):
        path.write_bytes(whole.replace(words, words[:at] + b"\x80" + words[at + 1 :]))
        found = list(sources([str(path)]))
        assert found
        for one in found:
            assert isinstance(one, Problem) or read(one)
