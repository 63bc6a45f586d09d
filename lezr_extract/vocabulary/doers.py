"""Whose act a clause is that names nobody: what each word and each circumstance counts for organ, party or thing."""

from functools import cache
from importlib.resources import files

from lezr_extract.errors import DataFileError

Weights = tuple[float, float]
"""What a sign adds for an organ and for a thing; for a party it adds nothing."""


@cache
def doers() -> dict[str, Weights]:
    """Sign → its weights, from ``data/doers.tsv``, which ``python -m bench.doers`` makes.

    Raises:
        DataFileError: a line has other than a sign and two numbers.
    """
    source = files("lezr_extract.vocabulary").joinpath("data", "doers.tsv").read_text("utf-8")
    table: dict[str, Weights] = {}
    for line in source.splitlines():
        if line.startswith("# ") or not line:
            continue
        try:
            sign, organ, thing = line.split("\t")
            table[sign] = float(organ), float(thing)
        except ValueError as error:
            raise DataFileError(f"doers.tsv：“{line}”应当是一个特征和两个数") from error
    return table
