"""What our pages have in common: one file that needs no network and no script; words of laws are text, never markup."""

import base64
import hashlib
from importlib import resources
from pathlib import Path

from lezr_extract.powerlist.finished import whole_file


def write_page(name: str, path: Path, **context: object) -> None:
    """Writes the page of the template ``name`` (``name.html.j2`` with the style ``name.css``) to ``path``.

    The template escapes every word, and the page's policy lets nothing in but our own style.

    Raises:
        OSError: the file cannot be written; an older one of that name is then untouched.
    """
    from jinja2 import Environment, StrictUndefined  # noqa: PLC0415
    from markupsafe import Markup  # noqa: PLC0415

    style = _part(f"{name}.css")
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    page = environment.from_string(_part(f"{name}.html.j2"))
    hashed = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode("ascii")
    with (
        whole_file(path) as partial,
        partial.open("w", encoding="utf-8", errors="replace", newline="\n") as out,
    ):
        # Our own style is the only thing that goes into the page as it is.
        for words in page.generate(style=Markup(style), style_hash=hashed, **context):  # noqa: S704
            out.write(words)


def _part(name: str) -> str:
    return resources.files(__package__).joinpath(name).read_text(encoding="utf-8")
