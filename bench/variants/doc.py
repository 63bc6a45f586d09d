"""Old Word (.doc), made by LibreOffice of the .docx whose numbers Word counts."""

import tempfile
from pathlib import Path

from lezr_extract.read import programs

from bench.variants.docx_numbered import with_lists
from bench.variants.source import SourceLaw


def old_word(law: SourceLaw) -> bytes:
    """The law as Word 97–2003 saves it.

    Raises:
        SystemExit: LibreOffice is not installed.
    """
    office = programs.find("soffice", "libreoffice")
    if office is None:
        raise SystemExit("doc: LibreOffice is not installed (apt install libreoffice-writer-nogui)")
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "law.docx"
        # LibreOffice gives the first item of a list that begins anew to another list when it writes .doc.
        made.write_bytes(with_lists(law, apart=True))
        profile = f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}"
        command = [
            office,
            profile,
            "--headless",
            "--convert-to",
            "doc:MS Word 97",
            "--outdir",
            folder,
            str(made),
        ]
        programs.printed(command, 120)
        return (Path(folder) / "law.doc").read_bytes()
