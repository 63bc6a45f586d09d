"""The learned model: what it changes, that it can be refused, that a foreign file is not used."""

import shutil
import tomllib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lezr_extract.errors import CannotRunError
from lezr_extract.norms import parse_law
from lezr_extract.powers import find_powers, standard_model
from lezr_extract.powers.learned import TYPES, ClauseModel, Facts, Judgement
from lezr_extract.powers.model_file import FILES, OF_NETWORK, load, load_network, save
from lezr_extract.powers.packing import packed, unpacked
from lezr_extract.records import Document, PowerType, Role, Ruling
from lezr_extract.structure import build_law
from lezr_extract.vocabulary.registered_files import SUMS

NEVER = Judgement(dict.fromkeys(Facts(0, False, False, 0, 0, 0).inputs(), 0.0), {}, 0.5)


def model(weights=(), constant=-5.0, sure=1.0) -> ClauseModel:
    """A model of a few features that judges by the best clause alone."""
    own = {t: {"one": 0.0, "best": sure, "rule": 0.0, "score": 0.0} for t in TYPES}
    return ClauseModel("trial", {}, (constant,) * len(TYPES), dict(weights), replace(NEVER, own=own))


def only(power_type, weight):
    """The weights of a feature that speaks for one type."""
    return packed([weight if t is power_type else 0 for t in TYPES])


def powers_of(words, using, rulings=None, title="某省示例管理条例"):
    law, _ = build_law(Document("示例.md", "markdown", "0" * 64, f"{title}\n第一条 {words}\n"))
    return [p for a in find_powers(law, parse_law(law), rulings=rulings or {}, model=using) for p in a.powers]


@given(st.lists(st.lists(st.integers(-500, 500), min_size=10, max_size=10), max_size=200))
def test_adding_packed_weights_adds_each_of_the_ten(rows):
    assert unpacked(sum(map(packed, rows))) == [sum(column) for column in zip(*rows, strict=True)] or not rows


def test_a_power_that_no_rule_finds_is_found_by_its_words():
    words = "船舶进港前，由港务机构登轮察看。"
    assert not [p for p in powers_of(words, None) if p.type is PowerType.INSPECTION]
    found = powers_of(
        "船舶进港前，由海事管理机构检查察看。", model({"i察看": only(PowerType.INSPECTION, 900)})
    )
    (power,) = [p for p in found if p.by == "model.trial"]
    assert (power.type, power.role, power.holder) == (
        PowerType.INSPECTION,
        Role.BASIS,
        ("海事管理机构",),
    )
    assert power.quote in "船舶进港前，由海事管理机构检查察看。"
    assert 0.5 < power.score <= 1


EAGER = {t: model({"i检查": only(t, 900), "i查验": only(t, 900)}) for t in TYPES}


@pytest.mark.parametrize(
    ("title", "words", "power_type"),
    [
        pytest.param(
            "示例刑法", "运输违禁品的，检查后从重处罚。", PowerType.COERCION, id="a crime, and no organ named"
        ),
        pytest.param(
            "示例合同法", "定作人有权检查承揽人的工作。", PowerType.INSPECTION, id="a right under a contract"
        ),
        pytest.param(
            "某省示例管理条例",
            "有下列行为之一的，由交通运输主管部门处一千元罚款：\n（一）未按规定检查车辆；\n（二）擅自停运。",
            PowerType.INSPECTION,
            id="an item that names a conduct",
        ),
        pytest.param(
            "某省示例管理条例",
            "国家鼓励企业委托专业机构检查设备。",
            PowerType.OTHER,
            id="encouragement, which an exclusion takes out",
        ),
    ],
)
def test_the_model_finds_nothing_where_no_rule_could(title, words, power_type):
    found = powers_of(words, EAGER[power_type], title=title)
    assert not [p for p in found if p.by.startswith("model.") and p.type is power_type]


def test_the_eager_models_of_the_test_above_do_find_where_they_may():
    for power_type in (PowerType.COERCION, PowerType.OTHER, PowerType.INSPECTION):
        found = powers_of("港务主管部门应当登轮检查。", EAGER[power_type])
        assert power_type in {p.type for p in found if p.role is Role.BASIS}


def test_a_penalty_stands_by_its_rule_whatever_the_model_says():
    fined = powers_of("未按规定靠泊的，由海事管理机构处一千元以下罚款。", model())
    assert [(p.type, p.role) for p in fined] == [(PowerType.PENALTY, Role.BASIS)]
    assert fined[0].score < 0.5, "the doubt of the model is shown"
    found = powers_of("港务主管部门应当登轮检查。", EAGER[PowerType.PENALTY])
    assert PowerType.PENALTY not in {p.type for p in found}


def test_what_a_rule_takes_for_a_basis_is_only_related_where_the_model_says_so():
    words = "水行政主管部门应当对取水单位进行监督检查。"
    (before,) = powers_of(words, None)
    (after,) = powers_of(words, model())
    assert (before.role, after.role) == (Role.BASIS, Role.RELATED)
    assert before.by == after.by


def test_a_ruling_of_the_office_stands_whatever_the_model_says():
    words = "未经批准设立摊点的，由城市管理部门予以取缔。"
    ruling = Ruling("ban-alone", "取缔", PowerType.COERCION)
    found = powers_of(words, model(), {ruling.act: ruling})
    assert [(p.type, p.role) for p in found if p.ruling] == [(PowerType.COERCION, Role.BASIS)]


def test_a_saved_model_is_the_one_that_is_loaded(tmp_path):
    saved = replace(
        model({"i察看": only(PowerType.LEVY, -7), "e1_2": packed(range(-5, 5))}), classes={"察看": ("3", "1")}
    )
    save(saved, tmp_path, {"articles": 2})
    assert load(tmp_path) == saved


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_not_the_registered_one_is_not_used(tmp_path, name):
    save(model(), tmp_path, {})
    (tmp_path / name).write_bytes((tmp_path / name).read_bytes() + b" ")
    with pytest.raises(CannotRunError, match="校验值不符"):
        load(tmp_path)


def test_a_model_without_one_of_its_files_is_said_to_be_incomplete(tmp_path):
    save(model(), tmp_path, {})
    (tmp_path / "weights.tsv").unlink()
    with pytest.raises(CannotRunError, match="模型不完整"):
        load(tmp_path)


def test_a_folder_without_sums_holds_no_model_and_rules_work_alone(tmp_path, monkeypatch):
    monkeypatch.setattr("lezr_extract.vocabulary.registered_files.PLACES", (tmp_path,))
    standard_model.cache_clear()
    try:
        assert standard_model() is None
    finally:
        standard_model.cache_clear()


def test_the_model_of_the_product_is_whole_small_and_sure_of_a_plain_penalty():
    using = standard_model()
    assert using is not None
    assert len(using.weights) > 10_000
    (fine,) = powers_of("违反本条例规定倾倒垃圾的，由环境卫生主管部门处五百元罚款。", using)
    assert (fine.type, fine.role, fine.score > 0.9) == (PowerType.PENALTY, Role.BASIS, True)
    assert fine.by.startswith("penalty.")


def test_the_files_of_the_product_are_a_few_megabytes(request):
    folder = request.config.rootpath / "models"
    files = (*FILES, *OF_NETWORK)
    assert sum((folder / name).stat().st_size for name in files) < 4_000_000
    assert [line.split("  ")[1] for line in (folder / SUMS).read_text().splitlines()] == list(files)


@pytest.mark.parametrize("name", OF_NETWORK)
def test_a_network_that_is_not_the_registered_one_is_not_used(tmp_path, request, name):
    for file in (*FILES, *OF_NETWORK, SUMS):
        shutil.copy(request.config.rootpath / "models" / file, tmp_path / file)
    assert load(tmp_path).second is not None
    (tmp_path / name).write_bytes((tmp_path / name).read_bytes() + b" ")
    with pytest.raises(CannotRunError, match="校验值不符"):
        load(tmp_path)


def test_an_array_of_objects_is_no_network(tmp_path):
    import numpy as np  # noqa: PLC0415

    np.savez(tmp_path / "network.npz", shape=np.array([print], dtype=object))
    (tmp_path / "characters.txt").write_text("法", encoding="utf-8")
    with pytest.raises(CannotRunError, match="不是模型"):
        load_network(tmp_path)


def test_every_registered_file_goes_into_the_package(request):
    root = request.config.rootpath
    build = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["tool"]["hatch"]["build"]
    taken = build["targets"]["wheel"]["force-include"]
    assert {f"models/{name}" for name in (*FILES, *OF_NETWORK, SUMS)} <= set(taken)
