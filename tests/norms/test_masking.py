"""Masking: what goes under a placeholder and what stays legible."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lezr_extract.norms.masking import mask


@pytest.mark.parametrize(
    ("text", "masked", "note"),
    [
        ("由登记机关登记", "由OOOO登记", "a verb inside a name"),
        (
            "处五万元以上二十万元以下罚款",
            "处" + "¥" * len("五万元以上二十万元以下") + "罚款",
            "a range of money",
        ),
        ("违法所得一倍以上五倍以下", "违法所得¥¥¥¥¥¥¥¥", "a multiple, its base stays"),
        ("百分之十以上百分之二十以下", "¥" * 13, "percentages in words"),
        ("处5%的罚款", "处¥¥的罚款", "a percentage in figures"),
        (
            "违反本法第十二条第二款规定",
            "违反" + "§" * len("本法第十二条第二款") + "规定",
            "a provision of the same law",
        ),
        ("依照《中华人民共和国水法》第六十条", "依照" + "§" * 15, "a law by its title"),
        ("取得《茶叶生产许可证》", "取得《茶叶生产许可证》", "a document is no law"),
        ("前款第（一）项、第（三）项", "§" * 13, "a list of items"),
        ("执法人员和企业", "SSSS和PP", "staff and a party"),
        ("国家鼓励", "GG鼓励", "the state"),
        ("签订A级合同", "签订x级合同", "letters of the source are no placeholders"),
        ("负责茶叶质量的部门查处", "OOOOOOOOO查处", "a duty belongs to the name"),
        ("接到举报的部门处理", "接到举报的OO处理", "an act on a party stays legible"),
        ("当事人向受理机关申请", "PPP向OOOO申请", "a name that begins like such an act and has no 的"),
    ],
)
def test_names_citations_and_amounts_are_masked(text, masked, note):
    assert mask(text).text == masked, note


@given(
    st.text(
        "处罚款一二万元以上至第条款项（）《》法本前县级人民政府部门机关受理接到收的由O§¥PaB\n，。",
        max_size=80,
    )
)
def test_the_length_and_the_punctuation_stay(text):
    masked = mask(text)
    assert len(masked.text) == len(text)
    assert [i for i, c in enumerate(text) if c == "\n"] == [i for i, c in enumerate(masked.text) if c == "\n"]
