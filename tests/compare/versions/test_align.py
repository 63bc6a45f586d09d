import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lezr_extract.compare.versions import align
from lezr_extract.pipeline.job.one_source import law_of
from lezr_extract.records import Change, Document
from lezr_extract.text.numerals import to_chinese

WATER = "修建示范水渠，应当经水行政主管部门批准。"
FISH = "在示范鱼塘投放鱼苗的单位，应当提前十日报告渔业主管部门。"
TEA = "示范茶园的经营者应当建立农药使用台账，保存二年。"
LAMP = "禁止在示范灯塔周围五十米内停泊船舶。"
FINE = "填埋示范水渠的，由水行政主管部门责令改正，处一万元以下罚款。"
START = "本条例自公布之日起施行。"


def rows(old, new):
    return [
        (
            row.change.value,
            "".join(old.articles[i].number for i in row.old),
            "".join(new.articles[j].number for j in row.new),
        )
        for row in align(old, new).rows
    ]


@pytest.mark.parametrize(
    ("old", "new", "expected", "note"),
    [
        (
            [WATER, FISH],
            [WATER, FISH],
            [("same", "第一条", "第一条"), ("same", "第二条", "第二条")],
            "nothing changed",
        ),
        (
            [WATER, FISH],
            [WATER, LAMP, FISH],
            [("same", "第一条", "第一条"), ("added", "", "第二条"), ("moved", "第二条", "第三条")],
            "an article goes in: the next ones only change their numbers",
        ),
        (
            [WATER, FISH, TEA],
            [WATER, TEA],
            [("same", "第一条", "第一条"), ("deleted", "第二条", ""), ("moved", "第三条", "第二条")],
            "what was deleted stands where it stood",
        ),
        (
            [WATER, FINE],
            [WATER, FINE.replace("一万元", "五万元")],
            [("same", "第一条", "第一条"), ("amended", "第二条", "第二条")],
            "another fine",
        ),
        (
            [WATER, FISH, TEA, LAMP],
            [LAMP, WATER, FISH, TEA],
            [
                ("moved", "第四条", "第一条"),
                ("moved", "第一条", "第二条"),
                ("moved", "第二条", "第三条"),
                ("moved", "第三条", "第四条"),
            ],
            "one article moves to the front: the others keep their order",
        ),
        (
            [WATER, "示范茶园应当设立标志；标志由农业主管部门统一制作，不得擅自移动、涂改。", START],
            [
                WATER,
                "示范茶园应当设立标志。",
                "示范茶园的标志由农业主管部门统一制作，不得擅自移动、涂改。",
                START,
            ],
            [
                ("same", "第一条", "第一条"),
                ("split", "第二条", "第二条第三条"),
                ("moved", "第三条", "第四条"),
            ],
            "one article becomes two",
        ),
        (
            [
                WATER,
                "示范灯塔的管理人应当每日检查灯器，并记录检查情况。",
                "示范灯塔的管理人应当保持通道畅通，不得堆放杂物。",
                START,
            ],
            [WATER, "示范灯塔的管理人应当每日检查灯器，并记录检查情况；保持通道畅通，不得堆放杂物。", START],
            [
                ("same", "第一条", "第一条"),
                ("merged", "第二条第三条", "第二条"),
                ("moved", "第四条", "第三条"),
            ],
            "two articles become one",
        ),
    ],
)
def test_every_article_of_both_versions_stands_in_one_row(law, old, new, expected, note):
    assert rows(law(*old), law(*new)) == expected, note


def test_an_article_that_changes_place_is_marked_and_binds_none_of_its_neighbours(law):
    old, new = law(WATER, FISH, TEA, LAMP), law(LAMP, WATER, FISH, TEA)
    assert [row.crossing for row in align(old, new).rows] == [True, False, False, False]


@pytest.mark.parametrize(
    ("old", "new", "note"),
    [
        (WATER, WATER.replace("，", ","), "half-width comma"),
        (FISH, FISH.replace("单位，", "单位， "), "a blank"),
        (
            "依照《示范甲法》、《示范乙法》处理。",
            "依照《示范甲法》《示范乙法》处理。",
            "the comma between two titles",
        ),
        (
            "有下列情形的：\n（一）停航；\n（二）停电。",
            "有下列情形的：\n(一)停航;\n(二)停电。",
            "narrow marks of items",
        ),
        ("称为“示范渔港”。", '称为"示范渔港"。', "straight quotation marks"),
    ],
)
def test_how_an_edition_prints_is_no_amendment(law, old, new, note):
    assert [row.change for row in align(law(old), law(new)).rows] == [Change.SAME], note


def test_the_words_that_differ_are_told_with_their_places_in_both_texts(law):
    old = law(WATER, "填埋水渠的，处一万元以下罚款。")
    new = law(WATER, "填埋水渠的，由水行政主管部门处五万元以下罚款。")
    (row,) = [row for row in align(old, new).rows if row.words]
    assert [(one.old.of(old.text), one.new.of(new.text)) for one in row.words] == [
        ("处一万元", "由水行政主管部门处五万元")
    ]


def test_paragraphs_and_items_tell_what_became_of_them(law):
    old = law(
        "经营示范渔港，应当报送下列材料：\n（一）规划图；\n（二）资金证明；\n（三）人员名单。\n渔业主管部门应当在十日内答复。"
    )
    new = law(
        "经营示范渔港，应当报送下列材料：\n（一）规划图；\n（二）环境评估报告；\n（三）资金证明；\n（四）人员名单。\n渔业主管部门应当在五日内答复。\n答复应当公开。"
    )
    (row,) = align(old, new).rows
    told = [
        (
            part.change.value,
            part.old and (part.old.paragraph, part.old.item),
            part.new and (part.new.paragraph, part.new.item),
        )
        for part in row.parts
    ]
    assert told == [
        ("added", None, (1, "二")),
        ("moved", (1, "二"), (1, "三")),
        ("moved", (1, "三"), (1, "四")),
        ("amended", (2, None), (2, None)),
        ("added", None, (3, None)),
    ]


def test_a_paragraph_that_went_to_another_article_is_told(law):
    moved = "示范渔港的经营人应当每年清理航道淤泥一次，费用由经营人承担。"
    stays = "示范渔港应当配备消防设备、救生设备和污水收集设施，并且每月检查一次，保证随时可以使用。"
    old = law(f"{stays}\n{moved}", WATER, START)
    new = law(stays, f"{WATER}\n{moved}", START)
    (carried,) = align(old, new).carried
    assert (
        old.articles[carried.old].number,
        carried.old_part.paragraph,
        new.articles[carried.new].number,
    ) == (
        "第一条",
        2,
        "第二条",
    )


def test_liability_clauses_are_told_apart_by_the_act_and_not_by_what_follows(law):
    tail = (
        "由县级以上人民政府主管部门责令改正，给予警告，处一万元以上五万元以下罚款；情节严重的，吊销许可证。"
    )
    acts = ["填埋示范水渠的", "拆除示范灯塔灯器的", "向示范鱼塘排放污水的"]
    old = law(*(f"违反本条例规定，{act}，{tail}" for act in acts))
    new = law(
        *(
            f"违反本条例规定，{act}，{tail.replace('一万元', '二万元')}"
            for act in [acts[1], acts[2], "在示范茶园放牧的"]
        )
    )
    assert rows(old, new) == [
        ("deleted", "第一条", ""),
        ("amended", "第二条", "第一条"),
        ("amended", "第三条", "第二条"),
        ("added", "", "第三条"),
    ]


def test_two_versions_without_articles_in_common_are_all_deleted_and_added(law):
    assert [change for change, *_ in rows(law(WATER), law(LAMP))] == ["deleted", "added"]


# A random history of a made-up law

SIGNS = "渔港灯塔茶园湿地竹筏石灰苗圃夜市河埠油坊档案航道闸门堤坝浮桥船坞码头鱼苗蚕桑瓷窑纸坊染坊药圃猎场牧场林场盐田矿坑井架索道缆车"
ACTS = st.text(alphabet=SIGNS, min_size=14, max_size=30)


@st.composite
def histories(draw):
    """Old and new articles, and which old one became which new one."""
    acts = draw(st.lists(ACTS, min_size=3, max_size=12, unique=True))
    old = [f"{act}的，由主管部门责令改正，处一万元以下罚款。" for act in acts]
    new: list[tuple[int | None, str]] = []
    for i, words in enumerate(old):
        step = draw(st.sampled_from(["keep", "keep", "amend", "delete", "add"]))
        if step == "add":
            new.append((None, f"禁止{draw(ACTS.filter(lambda act: act not in acts))}。"))
        if step == "amend":
            new.append((i, words.replace("一万元", "九万元").replace("责令改正", "责令限期改正，给予警告")))
        elif step != "delete":
            new.append((i, words))
    if len(new) > 3 and draw(st.booleans()):
        new.append(new.pop(draw(st.integers(0, len(new) - 1))))
    return old, new


def numbered(articles):
    lines = [f"第{to_chinese(n)}条　{words}" for n, words in enumerate(articles, 1)]
    built, _ = law_of(Document("示范.txt", "text", "", "\n".join(["示范条例", *lines, ""])))
    return built


@settings(max_examples=60, deadline=None)
@given(histories())
def test_a_random_history_is_recovered(history):
    old_words, new_words = history
    if not new_words:
        return
    old, new = numbered(old_words), numbered([words for _, words in new_words])
    found = align(old, new)
    pairs = {j: i for row in found.rows for j in row.new for i in row.old}
    assert pairs == {j: i for j, (i, _) in enumerate(new_words) if i is not None}


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.text(alphabet="第一二条款项（）、。，；：罚款水渠\n ", max_size=40), min_size=1, max_size=8),
    st.lists(st.text(alphabet="第一二条款项（）、。，；：罚款水渠\n ", max_size=40), min_size=1, max_size=8),
)
def test_whatever_the_texts_every_article_is_accounted_for_once_and_every_place_lies_inside(one, other):
    old, new = numbered([f"{words}。" for words in one]), numbered([f"{words}。" for words in other])
    found = align(old, new)
    assert sorted(i for row in found.rows for i in row.old) == list(range(len(old.articles)))
    assert sorted(j for row in found.rows for j in row.new) == list(range(len(new.articles)))
    for row in found.rows:
        for change in row.words:
            assert 0 <= change.old.start <= change.old.end <= len(old.text)
            assert 0 <= change.new.start <= change.new.end <= len(new.text)


@pytest.mark.parametrize(
    ("one", "other", "note"),
    [
        (
            ["有下列情形的：\n" + "\n".join(f"（{to_chinese(n)}）第{n}号水渠停用；" for n in range(1, 900))],
            [
                "有下列情形的：\n"
                + "\n".join(f"（{to_chinese(n)}）第{n + 7}号水渠停用；" for n in range(1, 900))
            ],
            "very many items",
        ),
        (["水渠，灯塔；" * 4_000], ["灯塔，水渠；" * 4_000], "one endless article"),
        (["水渠归集体所有。"] * 1_500, ["水渠归集体所有。"] * 1_400, "the same article again and again"),
    ],
)
def test_hostile_versions_take_time_in_proportion_to_their_length(one, other, note):
    old, new = numbered(one), numbered(other)
    started = time.process_time()
    align(old, new)
    assert time.process_time() - started < 5, note
