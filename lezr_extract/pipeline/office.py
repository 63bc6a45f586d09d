"""What an office brings of its own: rulings on disputed acts, and who holds which duty in its place."""

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from lezr_extract.agencies import identify
from lezr_extract.agencies.local import LEVELS
from lezr_extract.errors import CannotRunError
from lezr_extract.pipeline.office_rows import office_rows
from lezr_extract.records import LocalDuty, PowerType, Ruling
from lezr_extract.vocabulary.registry import registry
from lezr_extract.vocabulary.rule_book import Disputed
from lezr_extract.vocabulary.rules import rule_book

FOLDER = Path("office")
"""Where the office's files are found without being named, below the folder in which the command runs."""
ENDINGS = (".toml", ".xlsx", ".xls", ".csv")

RULING_HEADINGS: Mapping[str, str] = {
    "act": "act",
    "事项编号": "act",
    "title": "title",
    "争议事项": "title",
    "type": "type",
    "本单位裁定": "type",
    "reason": "reason",
    "裁定理由": "reason",
    "decided": "decided",
    "裁定日期": "decided",
}


DUTY_HEADINGS: Mapping[str, str] = {
    "duty": "duty",
    "职责": "duty",
    "bureau": "bureau",
    "本地机关": "bureau",
    "level": "level",
    "级别": "level",
    "law": "law",
    "法规": "law",
    "basis": "basis",
    "依据": "basis",
}


@dataclass(frozen=True, slots=True)
class Office:
    """What an office brings of its own.

    Attributes:
        rulings: on disputed acts, by id of the act.
        duties: its table of which local body holds which duty.
        files: where they were read from.
    """

    rulings: Mapping[str, Ruling] = field(default_factory=dict)
    duties: tuple[LocalDuty, ...] = ()
    files: tuple[Path, ...] = ()


NO_OFFICE = Office()


def read_office(rulings: Path | None = None, duties: Path | None = None, folder: Path = FOLDER) -> Office:
    """The office's files: the ones named, else ``rulings.*`` and ``offices.*`` in ``folder``, else nothing.

    Raises:
        CannotRunError: a file cannot be read or is wrong; names file and line.
    """
    rulings = rulings or found_file("rulings", folder)
    duties = duties or found_file("offices", folder)
    return Office(
        read_rulings(rulings) if rulings else {},
        read_duties(duties) if duties else (),
        tuple(filter(None, (rulings, duties))),
    )


def office_facts(office: Office) -> dict[str, Any]:
    """What the manifest keeps of an office's own files: which, by sha256, and the rulings in force."""
    if not office.files:
        return {}
    return {
        "office_files": [
            {"file": str(f), "sha256": sha256(f.read_bytes()).hexdigest()} for f in office.files
        ],
        "rulings": {act: ruling.type.value for act, ruling in office.rulings.items()},
        "duties": len(office.duties),
    }


def found_file(name: str, folder: Path = FOLDER) -> Path | None:
    """The office's own file ``name`` (``rulings``, ``offices``) in ``folder``; None where it has none.

    Raises:
        CannotRunError: there are two of that name, and nothing tells which one counts.
    """
    found = [path for ending in ENDINGS if (path := folder / f"{name}{ending}").is_file()]
    if len(found) > 1:
        raise CannotRunError(f"{'、'.join(map(str, found))} 并存，不知以哪个为准；请只留一个")
    return found[0] if found else None


def read_rulings(path: Path) -> dict[str, Ruling]:
    """The rulings of an office's file by id of the disputed act; rows without a type are open and left out.

    Raises:
        CannotRunError: the file cannot be read, names an act or a type that there is none of, or rules twice on
            one act; the text names file and line.
    """
    rulings: dict[str, Ruling] = {}
    for row in office_rows(path, "ruling", RULING_HEADINGS, "type"):
        if "type" not in row.cells and path.suffix.lower() != ".toml":
            continue
        act = _act(row.cells.get("act") or row.cells.get("title", ""), row.place)
        ruling = Ruling(
            act=act.id,
            title=act.title,
            type=_type(row.cells.get("type", ""), row.place),
            reason=row.cells.get("reason", ""),
            decided=row.cells.get("decided", ""),
            place=row.place,
        )
        if act.id in rulings:
            raise CannotRunError(f"{row.place}：“{act.title}”已在{rulings[act.id].place}裁定过；请只留一个")
        rulings[act.id] = ruling
    return rulings


def ruling_form(rulings: Mapping[str, Ruling]) -> list[dict[str, str]]:
    """The table of all disputed acts with the office's rulings, as it is written out to be filled in."""
    rows = []
    for act in rule_book().disputed:
        ruling = rulings.get(act.id)
        others = [other for other in (*act.types[1:], *act.alt) if other is not act.types[0]]
        rows.append(
            {
                "事项编号": act.id,
                "争议事项": act.title,
                "默认类型": act.types[0].value,
                "其他归类": "、".join(dict.fromkeys(other.value for other in others)),
                "争议所在": act.reason,
                "官方依据": act.source,
                "本单位裁定": ruling.type.value if ruling else "",
                "裁定理由": ruling.reason if ruling else "",
                "裁定日期": ruling.decided if ruling else "",
            }
        )
    return rows


def read_duties(path: Path) -> tuple[LocalDuty, ...]:
    """The rows of an office's table of duties; rows without a local body are open and left out.

    Raises:
        CannotRunError: the file cannot be read, or a row names a duty that no organ of the registry has, or an
            unknown level; the text names file and line.
    """
    duties = []
    for row in office_rows(path, "office", DUTY_HEADINGS, "bureau"):
        duty, law = row.cells.get("duty", ""), row.cells.get("law", "").strip("《》")
        if "bureau" not in row.cells:
            continue
        level = row.cells.get("level", "").removesuffix("级")
        if level and level not in LEVELS:
            raise CannotRunError(f"{row.place}：没有级别“{level}”；可用 {'、'.join(LEVELS)}")
        duties.append(
            LocalDuty(
                duty=duty or "主管部门",
                ids=_organs(duty, law, row.place),
                bureau=row.cells["bureau"],
                level=level,
                law=law,
                basis=row.cells.get("basis", ""),
                place=row.where,
            )
        )
    return tuple(duties)


def _organs(duty: str, law: str, place: str) -> tuple[str, ...]:
    """The organs of the registry that a duty names; a row for one law may speak of its 主管部门 alone."""
    if law and duty in ("", "主管部门"):
        return ()
    if not duty:
        raise CannotRunError(f"{place}：没有写明职责（duty 或“职责”）")
    ids = identify(duty).ids or identify(f"{duty}主管部门").ids
    if not ids:
        known = [word for entry in registry().values() for word in (*entry.agency.duties, entry.plain)]
        near = _nearest(duty, known)
        raise CannotRunError(
            f"{place}：机关登记册中没有职责“{duty}”{near}；请用法条称呼它的词，如 水行政、城乡规划、市场监督管理部门"
        )
    return ids


def _act(words: str, place: str) -> Disputed:
    acts = rule_book().disputed
    for act in acts:
        if words in (act.id, act.title):
            return act
    if not words:
        raise CannotRunError(f"{place}：没有写明争议事项（act 或“事项编号”）")
    near = _nearest(words, [name for act in acts for name in (act.id, act.title)])
    raise CannotRunError(f"{place}：没有争议事项“{words}”{near}；全部事项见 lezr rulings")


def _type(words: str, place: str) -> PowerType:
    for power_type in PowerType:
        if words in (power_type, power_type.removeprefix("行政"), power_type.code):
            return power_type
    if words in ("其他行政权力", "其它"):
        return PowerType.OTHER
    raise CannotRunError(f"{place}：没有职权类型“{words}”；可用 {'、'.join(PowerType)}")


def _nearest(words: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(words, list(known), 1)
    return f"，是否指“{near[0]}”" if near else ""
