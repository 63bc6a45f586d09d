"""The model's files: plain text, checked against their SHA-256 sums before a line of them is read.

``weights.tsv`` (feature and its ten weights in hundredths), ``classes.tsv`` (word, fine class, coarse class),
``model.json`` (constants and the second step), ``SHA256SUMS`` in the form of ``sha256sum``. No pickle: a model
that someone swapped can at worst be wrong.
"""

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any

from lezr_extract.errors import CannotRunError
from lezr_extract.powers.learned import ClauseModel, Judgement
from lezr_extract.powers.packing import packed, unpacked
from lezr_extract.records import PowerType

SUMS = "SHA256SUMS"
FILES = ("model.json", "classes.tsv", "weights.tsv")
_PLACES = tuple(Path(__file__).parents[depth] / "models" for depth in (1, 2))
"""In an installed package beside its modules, in a checkout beside the package."""


def _folder() -> Path | None:
    return next((folder for folder in _PLACES if (folder / SUMS).exists()), None)


@cache
def standard_model() -> ClauseModel | None:
    """The model that comes with the product, loaded once; None where there is none, and rules work alone.

    Raises:
        CannotRunError: a file is missing or is not the one that was registered.
    """
    folder = _folder()
    return load(folder) if folder else None


def registered() -> dict[str, str] | None:
    """Sums of the model's files by name; None where there is no model.

    Raises:
        CannotRunError: as for `standard_model`.
    """
    folder = _folder()
    if folder is None:
        return None
    return {name: _sum(data) for name, data in zip(FILES, _checked(folder), strict=True)}


def load(folder: Path) -> ClauseModel:
    """The model in a folder.

    Raises:
        CannotRunError: as for `standard_model`.
    """
    model, classes, weights = (text.decode("utf-8") for text in _checked(folder))
    facts = json.loads(model)
    judgement = Judgement(
        facts["shared"], {PowerType(t): own for t, own in facts["own"].items()}, facts["threshold"]
    )
    return ClauseModel(
        version=facts["version"],
        classes={w: (fine, coarse) for w, fine, coarse in _rows(classes)},
        constants=tuple(facts["constants"]),
        weights={feature: packed([int(n or 0) for n in numbers]) for feature, *numbers in _rows(weights)},
        judgement=judgement,
    )


def save(model: ClauseModel, folder: Path, about: dict[str, Any]) -> None:
    """Writes the model, the sums last, so that a folder with sums is whole.

    Args:
        model: to write.
        folder: must exist.
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
    lines = {
        "model.json": json.dumps(facts, ensure_ascii=False, indent=1) + "\n",
        "classes.tsv": "".join(f"{w}\t{fine}\t{coarse}\n" for w, (fine, coarse) in model.classes.items()),
        "weights.tsv": "".join(
            "\t".join((feature, *(str(n or "") for n in unpacked(model.weights[feature])))) + "\n"
            for feature in sorted(model.weights)
        ),
    }
    sums = ""
    for name in FILES:
        data = lines[name].encode("utf-8")
        (folder / name).write_bytes(data)
        sums += f"{_sum(data)}  {name}\n"
    (folder / SUMS).write_text(sums, encoding="ascii")


def _sum(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _rows(text: str) -> list[list[str]]:
    return [line.split("\t") for line in text.split("\n") if line]


def _checked(folder: Path) -> list[bytes]:
    try:
        lines = (folder / SUMS).read_text("ascii").splitlines()
        sums = {name: digest for digest, name in (line.split("  ") for line in lines)}
        files = [(folder / name).read_bytes() for name in FILES]
    except (OSError, ValueError) as error:
        raise CannotRunError(
            f"模型不完整（{error}）；请重新取得 {folder} 里的文件，或者加 --rules-only 只用规则"
        ) from error
    for name, data in zip(FILES, files, strict=True):
        if _sum(data) != sums.get(name):
            raise CannotRunError(
                f"模型文件 {folder / name} 与登记的校验值不符，没有使用；请重新取得，或者加 --rules-only 只用规则"
            )
    return files
