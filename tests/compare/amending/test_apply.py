import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lezr_extract.compare.amending import agree, apply, read_decision
from lezr_extract.compare.versions import align
from lezr_extract.compare.versions.folding import folded
from lezr_extract.pipeline.job.one_source import law_of
from lezr_extract.records import Document
from lezr_extract.text.numerals import to_chinese

ONE = "修建水渠，应当经水行政主管部门批准。"
TWO = "水渠的管理人应当履行下列职责：\n（一）清淤；\n（二）护堤；\n（三）放水。\n水行政主管部门应当检查前款规定的情况。"
THREE = "填埋水渠的，依照本条例第一条的规定恢复，处一千元罚款。"
FOUR = "本条例自公布之日起施行。"
OLD = (ONE, TWO, THREE, FOUR)


def decision(*entries, reorders=True):
    counted = [f"{to_chinese(n)}、{words}" for n, words in enumerate(entries, 1)]
    closing = "《示范水渠条例》根据本决定作相应修改" + (
        "并对条文顺序作相应调整，重新公布。" if reorders else "，重新公布。"
    )
    text = "\n".join(
        [
            "示范会议关于修改《示范水渠条例》的决定",
            "2024年1月5日通过",
            *counted,
            "本决定自公布之日起施行。",
            closing,
        ]
    )
    law, _ = law_of(Document("决定.txt", "text", "", text))
    return read_decision(law)


def applied(law, *entries, **more):
    done = apply(law(*OLD), decision(*entries, **more))
    return [(article.number, folded(article.words)) for article in done.articles], [
        one.reason for one in done.failed
    ]


@pytest.mark.parametrize(
    ("entries", "expected", "note"),
    [
        (["将第一条修改为：“修建水渠应当备案。”"], ["修建水渠应当备案。", TWO, THREE, FOUR], "new words"),
        (["删去第三条。"], [ONE, TWO, FOUR], "the next ones move up"),
        (
            ["增加一条，作为第二条：“水渠归集体所有。”"],
            [ONE, "水渠归集体所有。", TWO, THREE, FOUR],
            "the next ones move down",
        ),
        (
            ["将第二条第一款第二项修改为：“（二）护堤和植树”。"],
            [ONE, TWO.replace("护堤", "护堤和植树"), THREE, FOUR],
            "the quotation leaves the ； out",
        ),
        (
            ["将第二条第一款增加一项，作为第二项：“（二）巡查”。"],
            [
                ONE,
                TWO.replace("（二）护堤；\n（三）放水", "（二）巡查；\n（三）护堤；\n（四）放水"),
                THREE,
                FOUR,
            ],
            "an item goes in, the next ones move",
        ),
        (
            ["删去第二条第一款第三项。"],
            [ONE, TWO.replace("护堤；\n（三）放水。", "护堤。"), THREE, FOUR],
            "the last item goes: the one before ends the sentence",
        ),
        (
            ["第二条增加一款，作为第二款：“管理人由村民推选。”"],
            [ONE, TWO.replace("放水。\n", "放水。\n管理人由村民推选。\n"), THREE, FOUR],
            "a paragraph goes in between",
        ),
        (
            [
                "第二条增加一款，作为第一款：“管理人由村民推选。”第二款改为第三款，修改为：“水行政主管部门负责检查。”"
            ],
            [ONE, "管理人由村民推选。\n" + TWO.replace("应当检查前款规定的情况", "负责检查"), THREE, FOUR],
            "old numbers name paragraphs until the end",
        ),
        (
            ["将第三条中的“一千元”修改为“五千元”。"],
            [ONE, TWO, THREE.replace("一千元", "五千元"), FOUR],
            "words",
        ),
        (
            ["在第三条中的“填埋”后增加“、堵塞”。"],
            [ONE, TWO, THREE.replace("填埋", "填埋、堵塞"), FOUR],
            "words go in",
        ),
        (["删去第二条第一款第一项，第二款。"], None, "a list whose second part has no verb"),
        (
            ["将第一条、第三条合并，作为第一条，修改为：“修建、填埋水渠应当备案。”"],
            ["修建、填埋水渠应当备案。", TWO, FOUR],
            "a merger",
        ),
        (
            ["将第二条第二款改为第三条，修改为：“水行政主管部门负责检查。”", "删去第三条。"],
            [ONE, TWO.rsplit("\n", 1)[0], "水行政主管部门负责检查。", FOUR],
            "a paragraph becomes an article",
        ),
    ],
)
def test_operations_make_the_new_text(law, entries, expected, note):
    found, failed = applied(law, *entries)
    if expected is None:
        assert found, note
        return
    assert [words for _, words in found] == [folded(words) for words in expected], note
    assert [number for number, _ in found] == [f"第{to_chinese(n)}条" for n in range(1, len(expected) + 1)]
    assert failed == []


def test_an_article_with_a_sub_number_goes_in_without_moving_any_other(law):
    found, _ = applied(law, "在第二条后增加一条，作为第二条之一：“水渠归集体所有。”", reorders=False)
    assert [number for number, _ in found] == ["第一条", "第二条", "第二条之一", "第三条", "第四条"]


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        ("将第九条修改为：“甲。”", "旧文本没有第九条"),
        ("将第一条第四款修改为：“甲。”", "旧文本的第一条没有第4款"),
        ("删去第二条第一款第八项。", "旧文本的第二条没有第（八）项"),
        ("将第一条中的“灯塔”修改为“渔港”。", "第一条里没有“灯塔”"),
        ("附图重新绘制。", "未能读懂"),
    ],
)
def test_what_cannot_be_carried_out_is_told_and_changes_nothing(law, entry, reason):
    found, failed = applied(law, entry)
    assert failed == [reason]
    assert [words for _, words in found] == [folded(words) for words in OLD]


def test_citations_follow_renumbered_articles_where_the_decision_leaves_that_unsaid(law):
    made = apply(law(*OLD), decision("增加一条，作为第一条：“水渠归集体所有。”"), follow=True)
    assert "依照本条例第二条的规定恢复" in made.articles[3].words


def test_citations_of_other_laws_stay(law):
    old = law(ONE, "依照《示范茶园条例》第一条、第三条和本条例第一条处理。")
    made = apply(old, decision("增加一条，作为第一条：“水渠归集体所有。”"), follow=True)
    assert made.articles[2].words == "依照《示范茶园条例》第一条、第三条和本条例第二条处理。"


def compared(old, new, read):
    return agree(old, new, read, align(old, new))


def test_decision_and_versions_that_say_the_same_do_not_disagree(law):
    new = law(ONE, "水渠归集体所有。", TWO, THREE.replace("一千元", "五千元"), FOUR)
    found = compared(
        law(*OLD),
        new,
        decision(
            "增加一条，作为第二条：“水渠归集体所有。”", "将第三条改为第四条，其中的“一千元”修改为“五千元”。"
        ),
    )
    assert (found.disagreements, found.same_text) == ((), 5)


@pytest.mark.parametrize(
    ("new", "kinds", "note"),
    [
        ((ONE, TWO, THREE.replace("一千元", "九千元"), FOUR), {"text"}, "another sum than the decision says"),
        (
            (ONE, TWO.replace("放水", "蓄水"), THREE.replace("一千元", "五千元"), FOUR),
            {"text", "change"},
            "a change that the decision does not name",
        ),
        ((ONE, TWO, THREE.replace("一千元", "五千元")), {"missing"}, "an article is gone"),
        (
            (ONE, TWO, THREE.replace("一千元", "五千元"), "水渠归集体所有。", FOUR),
            {"missing", "text", "origin"},
            "an article too many",
        ),
    ],
)
def test_every_difference_between_decision_and_versions_is_told(law, new, kinds, note):
    found = compared(law(*OLD), law(*new), decision("将第三条中的“一千元”修改为“五千元”。"))
    assert kinds <= {one.kind.value for one in found.disagreements}, (note, found.disagreements)


def test_a_sign_that_the_decision_leaves_out_is_a_remark_and_no_disagreement(law):
    new = law(ONE, TWO, THREE.replace("填埋", "填埋、堵塞"), FOUR)
    found = compared(law(*OLD), new, decision("在第三条中的“填埋”后增加“堵塞”。"))
    assert found.disagreements == ()
    assert [number for number, _ in found.remarks] == ["第三条"]


# A decision made up from random operations gives the new text that they make.

SIGNS = "渔港灯塔茶园湿地竹筏石灰苗圃夜市河埠油坊航道闸门堤坝浮桥船坞码头蚕桑瓷窑纸坊染坊药圃猎场牧场盐田矿坑井架索道缆车"
WORDS = st.text(alphabet=SIGNS, min_size=8, max_size=16)
OPENERS = st.sampled_from([("“", "”"), ('"', '"')])


@st.composite
def amended(draw):
    """The old articles, the new ones, and a decision that says so."""
    articles = [
        [draw(WORDS) + "。" for _ in range(draw(st.integers(1, 3)))] for _ in range(draw(st.integers(3, 8)))
    ]
    opening, closing = draw(OPENERS)

    def quoted(*paragraphs):
        return "\n".join(f"{opening}{words}" for words in paragraphs) + closing

    steps = [
        draw(st.sampled_from(["keep", "replace", "delete", "part", "cut", "more", "words", "before"]))
        for _ in articles
    ]
    new, entries = [], []
    for old_number, (paragraphs, step) in enumerate(zip(articles, steps, strict=True), 1):
        kept = list(paragraphs)
        if step == "before":
            words = draw(WORDS) + "。"
            new.append([words])
            entries.append(f"增加一条，作为第{to_chinese(len(new))}条：{quoted(words)}")
        if step == "delete":
            entries.append(f"删去第{to_chinese(old_number)}条。")
            continue
        number = len(new) + 1
        head = f"将第{to_chinese(old_number)}条" + (
            f"改为第{to_chinese(number)}条，" if number != old_number else ""
        )
        at = draw(st.integers(1, len(kept)))
        if step == "replace":
            kept = [draw(WORDS) + "。" for _ in range(draw(st.integers(1, 2)))]
            entries.append(f"{head}修改为：{quoted(*kept)}")
        elif step == "part":
            kept[at - 1] = draw(WORDS) + "。"
            entries.append(f"{head}第{to_chinese(at)}款修改为：{quoted(kept[at - 1])}")
        elif step == "cut" and len(kept) > 1:
            del kept[at - 1]
            place = f"删去第{to_chinese(old_number)}条第{to_chinese(at)}款。"
            entries.append(place if number == old_number else f"{head}删去第{to_chinese(at)}款。")
        elif step == "more":
            kept.insert(at - 1, draw(WORDS) + "。")
            entries.append(f"{head}增加一款，作为第{to_chinese(at)}款：{quoted(kept[at - 1])}")
        elif step == "words":
            before, after = kept[at - 1][:4], draw(WORDS)
            kept = [words.replace(before, after) for words in kept]
            entries.append(
                f"{head}{'' if number == old_number else '将其'}中的{quoted(before)}修改为{quoted(after)}。"
            )
        new.append(kept)
    return articles, new, entries


def built(articles):
    lines = [f"第{to_chinese(n)}条　" + "\n".join(paragraphs) for n, paragraphs in enumerate(articles, 1)]
    law, _ = law_of(Document("示范.txt", "text", "", "\n".join(["示范水渠条例", *lines])))
    return law


@settings(max_examples=80, deadline=None)
@given(amended())
def test_a_decision_made_up_from_operations_gives_the_text_that_they_make(history):
    articles, new, entries = history
    if not new or not entries:
        return
    done = apply(built(articles), decision(*entries))
    assert done.failed == ()
    assert [folded(article.words) for article in done.articles] == [
        folded("".join(paragraphs)) for paragraphs in new
    ]
