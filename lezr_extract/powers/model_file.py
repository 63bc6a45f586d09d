"""The model's files, registered by their sums (`vocabulary.registered_files`).

``weights.tsv`` (feature and its ten weights in hundredths), ``classes.tsv`` (word, fine class, coarse class),
``model.json`` (constants and the judgements); with a second look also ``network.npz`` (numpy's arrays in half
precision) and ``characters.txt``.
"""

import io
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from lezr_extract.errors import CannotRunError
from lezr_extract.powers.learned import ClauseModel, Judgement
from lezr_extract.powers.network import Network, Shape
from lezr_extract.powers.packing import packed, unpacked
from lezr_extract.powers.second_look import SecondLook, Weights
from lezr_extract.records import PowerType
from lezr_extract.vocabulary.registered_files import SUMS, checked, folder_of, sum_of, sums, write_sums

FILES = ("model.json", "classes.tsv", "weights.tsv")
OF_NETWORK = ("network.npz", "characters.txt")
"""The files of the second look; a model can be without."""
_SHAPE = "shape"
_OTHERWISE = "，或者加 --rules-only 只用规则"


@cache
def standard_model() -> ClauseModel | None:
    """The model that comes with the product, loaded once; None where there is none, and rules work alone.

    Raises:
        CannotRunError: a file is missing or is not the one that was registered.
    """
    folder = folder_of()
    return load(folder) if folder else None


def registered() -> dict[str, str] | None:
    """Sums of the model's files by name; None where there is no model.

    Raises:
        CannotRunError: as for `standard_model`.
    """
    folder = folder_of()
    if folder is None:
        return None
    return {name: sum_of(data) for name, data in _checked(folder).items()}


def load(folder: Path) -> ClauseModel:
    """The model in a folder.

    Raises:
        CannotRunError: as for `standard_model`.
    """
    files = _checked(folder)
    facts, classes, weights = (files[name].decode("utf-8") for name in FILES)
    model = json.loads(facts)
    judgement = Judgement(model["shared"], _by_type(model["own"]), model["threshold"])
    second = None
    if OF_NETWORK[0] in files:
        of_second = model["second"]
        second = SecondLook(
            network_of(*(files[name] for name in OF_NETWORK)),
            Weights(of_second["shared"], _by_type(of_second["own"]), of_second["doubt"]),
        )
    return ClauseModel(
        version=model["version"],
        classes={w: (fine, coarse) for w, fine, coarse in _rows(classes)},
        constants=tuple(model["constants"]),
        weights={feature: packed([int(n or 0) for n in numbers]) for feature, *numbers in _rows(weights)},
        judgement=judgement,
        second=second,
    )


def load_network(folder: Path) -> Network | None:
    """The network of the second look in a folder, for training what stands on it; None where there is none."""
    files = [folder / name for name in OF_NETWORK]
    return network_of(*(f.read_bytes() for f in files)) if all(f.exists() for f in files) else None


def network_of(arrays: bytes, characters: bytes) -> Network:
    """A network from its two files.

    Args:
        arrays: of ``network.npz``.
        characters: of ``characters.txt``, one a line.

    Raises:
        CannotRunError: the arrays are not such ones.
    """
    import numpy as np  # noqa: PLC0415

    try:
        with np.load(io.BytesIO(arrays), allow_pickle=False) as kept:
            weights = {name: np.asarray(kept[name], np.float32) for name in kept.files if name != _SHAPE}
            shape = Shape(*map(int, kept[_SHAPE]))
    except (ValueError, KeyError, BadZipFile) as error:
        raise CannotRunError(f"{OF_NETWORK[0]} 不是模型的文件（{error}）") from error
    return Network(weights, characters.decode("utf-8").split("\n"), shape)


def _by_type(own: Mapping[str, Any]) -> dict[PowerType, Any]:
    return {PowerType(t): weights for t, weights in own.items()}


def save(model: ClauseModel, folder: Path, about: dict[str, Any]) -> None:
    """Writes the model, the sums last, so that a folder with sums is whole.

    Args:
        model: to write.
        folder: must exist, and hold the files of the network where the model has one.
        about: further facts for ``model.json``: what it was trained on, with what, measured how.
    """
    (folder / SUMS).unlink(missing_ok=True)
    facts = {
        "version": model.version,
        **about,
        "threshold": model.judgement.threshold,
        "constants": [round(c, 4) for c in model.constants],
        "shared": model.judgement.shared,
        "own": {t.value: own for t, own in model.judgement.own.items()},
    }
    names: tuple[str, ...] = FILES
    if model.second:
        names += OF_NETWORK
        of = model.second.weights
        facts["second"] = {
            "doubt": of.doubt,
            "shared": of.shared,
            "own": {t.value: own for t, own in of.own.items()},
        }
    lines = {
        "model.json": json.dumps(facts, ensure_ascii=False, indent=1) + "\n",
        "classes.tsv": "".join(f"{w}\t{fine}\t{coarse}\n" for w, (fine, coarse) in model.classes.items()),
        "weights.tsv": "".join(
            "\t".join((feature, *(str(n or "") for n in unpacked(model.weights[feature])))) + "\n"
            for feature in sorted(model.weights)
        ),
    }
    for name, text in lines.items():
        (folder / name).write_bytes(text.encode("utf-8"))
    write_sums(folder, names)


def _rows(text: str) -> list[list[str]]:
    return [line.split("\t") for line in text.split("\n") if line]


def _checked(folder: Path) -> dict[str, bytes]:
    try:
        second = OF_NETWORK[0] in sums(folder)
    except (OSError, ValueError):
        second = False
    return checked(folder, FILES + OF_NETWORK if second else FILES, _OTHERWISE)
