"""Which draft entries of a law go into the list."""

from lezr_extract.pipeline import Options, run
from lezr_extract.store import Store

DECISION = """国务院关于修改《示范堤坝管理条例》的决定

（2024年3月10日国务院公布　自2024年5月1日起施行）

国务院决定对《示范堤坝管理条例》作如下修改：

一、将第九条改为第十条，修改为：“违反本条例规定，在堤坝上取土的，由水行政主管部门处一万元以上五万元以下的罚款。”

二、增加一条，作为第十二条：“在堤坝管理范围内建设码头，应当经水行政主管部门批准。”
"""
LAW = """示范堤坝管理条例

（2011年3月10日国务院公布　自2011年5月1日起施行）

第一条　为了保护堤坝，制定本条例。

第九条　违反本条例规定，在堤坝上取土的，由水行政主管部门处五千元以上二万元以下的罚款。
"""


def read(folder, files):
    """The names of the entries of a run over ``files`` and the problems by code."""
    laws = folder / "laws"
    laws.mkdir()
    for name, words in files.items():
        (laws / name).write_text(words, encoding="utf-8")
    run([str(laws)], folder / "out", Options(workers=1, rules_only=True))
    with Store.read(folder / "out" / "lezr.db") as store:
        return [entry.name for entry in store.entries()], {one.code: one for one in store.problems()}


def test_what_an_amending_decision_writes_into_another_law_gives_no_entries_of_its_own(tmp_path):
    names, problems = read(tmp_path, {"决定.md": DECISION, "条例.md": LAW})
    assert names == ["对在堤坝上取土行为的行政处罚"]
    assert "修改后的法规文本" in problems["amending-text"].cause


def test_what_a_decision_rules_itself_stays_in_the_list(tmp_path):
    own = DECISION + "\n三、未经水行政主管部门批准，不得在本决定施行前已经封闭的堤坝上通行机动车。\n"
    names, problems = read(tmp_path, {"决定.md": own})
    assert len(names) == 1
    assert "通行" in names[0]
    assert "amending-text" not in problems
