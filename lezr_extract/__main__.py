"""``python -m lezr_extract`` is the ``lezr`` command."""

from lezr_extract.cli import main

main()
