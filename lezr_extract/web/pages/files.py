"""The confirmed list as a file."""

import tempfile
from http import HTTPStatus
from pathlib import Path
from urllib.parse import quote

from starlette.background import BackgroundTask
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from lezr_extract.pipeline.deciding.export import FORMS, export
from lezr_extract.web.session import settings_of, visitor


def confirmed_list(request: Request) -> Response:
    """What was confirmed, as it was decided, as Excel, CSV or JSON."""
    visitor(request)
    form = request.path_params["form"]
    if form not in FORMS:
        raise HTTPException(HTTPStatus.NOT_FOUND)
    folder = tempfile.TemporaryDirectory(prefix="lezr-")
    path = Path(folder.name) / f"list.{form}"
    export(settings_of(request).review.database, form, path, decided=True)
    name = quote(f"权责清单（已确认）.{form}")
    return FileResponse(
        path,
        headers={"Content-Disposition": f"attachment; filename=list.{form}; filename*=UTF-8''{name}"},
        background=BackgroundTask(folder.cleanup),
    )
