"""The encoder's files are checked before they are used, and the product works without them."""

import shutil
import tomllib

import numpy as np
import pytest
from lezr_extract.compare.encoder.kept import ARRAYS, FOLDER, PIECES, load, standard_encoder
from lezr_extract.compare.encoder.network import ANSWERS
from lezr_extract.compare.encoder.pair import Article
from lezr_extract.errors import CannotRunError
from lezr_extract.vocabulary.registered_files import SUMS, write_sums


@pytest.fixture
def copied(tmp_path, request):
    """The files of the product in a folder of their own."""
    for name in (PIECES, ARRAYS, SUMS):
        shutil.copy(request.config.rootpath / "models" / FOLDER / name, tmp_path / name)
    return tmp_path


@pytest.fixture
def elsewhere(tmp_path, monkeypatch):
    """The product looks for its models in an empty folder."""
    monkeypatch.setattr("lezr_extract.vocabulary.registered_files.PLACES", (tmp_path,))
    standard_encoder.cache_clear()
    yield tmp_path
    standard_encoder.cache_clear()


FISH = Article("渔业法", "使用炸鱼、毒鱼、电鱼等破坏渔业资源方法进行捕捞的，没收渔获物，处五万元以下的罚款。")
CATCH = Article(
    "甲省渔业管理条例", "用炸药、毒药、电击捕捞水生动物的，由渔业主管部门没收渔获物，并处三万元以下罚款。"
)
TREES = Article("乙市绿化条例", "擅自砍伐城市树木的，由绿化主管部门责令补种，并处树木价值三倍罚款。")


def test_the_encoder_of_the_product_knows_words_that_mean_the_same():
    encoder = standard_encoder()
    assert encoder is not None
    near, far = encoder.likely(FISH, CATCH), encoder.likely(FISH, TREES)
    assert set(near) == set(ANSWERS)
    assert near["yes"] + near["partial"] > 0.5 > far["yes"] + far["partial"]


def test_which_article_comes_first_makes_no_difference():
    encoder = standard_encoder()
    assert encoder.likely(FISH, CATCH) == pytest.approx(encoder.likely(CATCH, FISH))


@pytest.mark.parametrize("name", [PIECES, ARRAYS])
def test_a_file_that_someone_changed_is_not_used(copied, name):
    (copied / name).write_bytes((copied / name).read_bytes() + b" ")
    with pytest.raises(CannotRunError, match=f"{name} 与登记的校验值不符"):
        load(copied)


@pytest.mark.parametrize("name", [PIECES, ARRAYS])
def test_a_file_that_is_missing_is_named(copied, name):
    (copied / name).unlink()
    with pytest.raises(CannotRunError, match="模型不完整"):
        load(copied)


def test_an_array_of_objects_is_no_encoder(copied):
    np.savez(copied / ARRAYS, shape=np.array([print], dtype=object))
    write_sums(copied, (PIECES, ARRAYS))
    with pytest.raises(CannotRunError, match="不是模型的文件"):
        load(copied)


def test_without_its_folder_there_is_no_encoder(elsewhere):
    assert standard_encoder() is None


def test_the_whole_folder_goes_into_the_package(request):
    root = request.config.rootpath
    build = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["tool"]["hatch"]["build"]
    assert f"models/{FOLDER}" in build["targets"]["wheel"]["force-include"]
    assert {one.name for one in (root / "models" / FOLDER).iterdir()} == {PIECES, ARRAYS, SUMS, "LICENSE"}
