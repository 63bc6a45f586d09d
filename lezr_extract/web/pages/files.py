"""Results to take away: the list in the office's columns, the suggestions, the opinion, 新旧对照表."""

import tempfile
from collections.abc import Callable
from http import HTTPStatus
from pathlib import Path
from urllib.parse import quote, urlencode

from starlette.background import BackgroundTask
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from lezr_extract.errors import CannotRunError
from lezr_extract.pipeline.deciding.editions_handed import FORMS as EDITION_FORMS
from lezr_extract.pipeline.deciding.editions_handed import TwoEditions, editions, write_editions
from lezr_extract.pipeline.deciding.export import FORMS, NO_FORM, Scope, export_list
from lezr_extract.pipeline.deciding.intake import Intake, Kind
from lezr_extract.pipeline.deciding.opinion import write_opinion
from lezr_extract.pipeline.deciding.own_template import OwnForm, own_form
from lezr_extract.pipeline.deciding.suggested import write_decided
from lezr_extract.records import Level
from lezr_extract.store.ledger.suggestions import EVERY_SUGGESTION, suggestions_page
from lezr_extract.vocabulary.list_templates import ready_templates
from lezr_extract.web import render
from lezr_extract.web.session import settings_of, visitor

_FORM_WORDS = (("xlsx", "Excel"), ("docx", "Word"), ("html", "公示网页"), ("csv", "CSV"), ("json", "JSON"))
_SCOPES = (
    (Scope.CONFIRMED, "经四个环节确认的，按审核决定的内容"),
    (Scope.CURRENT, "审核至今的样子，不列入的不写"),
    (Scope.PROPOSED, "程序拟出的全部，不管审核决定"),
)
_SCOPE_NAMES = {Scope.CONFIRMED: "已确认", Scope.CURRENT: "审核至今", Scope.PROPOSED: "拟列"}
_LONGEST = 200


def shown_files(request: Request) -> Response:
    """What there is to take away."""
    who, settings = visitor(request), settings_of(request)
    with settings.review.ledger() as ledger:
        number, _ = suggestions_page(ledger, EVERY_SUGGESTION, 0, 0)
    return render.page(
        request,
        "files",
        who,
        scopes=_SCOPES,
        ready=list(ready_templates().values()),
        own=[(key, words) for key, words, _ in _own_templates(settings.intake)],
        forms=_FORM_WORDS,
        suggestions=number,
        findings=settings.review.findings_path.is_file(),
        levels=list(Level),
        editions=editions(settings.intake, settings.review.database),
        pair_address=_pair_address,
    )


def confirmed_list(request: Request) -> Response:
    """What was confirmed, as it was decided, in its ready form."""
    visitor(request)
    return _list(request, request.path_params["form"], Scope.CONFIRMED, NO_FORM)


def chosen_list(request: Request) -> Response:
    """The list as the form of the page asks for it."""
    visitor(request)
    asked = request.query_params
    try:
        scope = Scope(asked.get("scope", Scope.CONFIRMED))
    except ValueError as error:
        raise HTTPException(400, "请求不完整；请刷新页面后重试") from error
    words = {name: asked.get(name, "")[:_LONGEST] for name in ("template", "code", "region", "title")}
    return _list(request, asked.get("form", ""), scope, _own_form(settings_of(request).intake, **words))


def decided_suggestions(request: Request) -> Response:
    """All suggestions, with what was decided on them."""
    visitor(request)
    form = request.path_params["form"]
    if form not in ("xlsx", "csv"):
        raise HTTPException(HTTPStatus.NOT_FOUND)

    def write(folder: Path) -> Path:
        path = folder / f"suggestions.{form}"
        write_decided(settings_of(request).review, path)
        return path

    return _sent(write, f"建议及处理意见.{form}")


def opinion(request: Request) -> Response:
    """The draft opinion on what comparing has found."""
    visitor(request)
    findings = settings_of(request).review.findings_path
    form, level = request.query_params.get("form", "docx"), request.query_params.get("level", Level.NOTICE)
    if form not in ("docx", "html") or level not in set(Level) or not findings.is_file():
        raise HTTPException(HTTPStatus.NOT_FOUND)

    def write(folder: Path) -> Path:
        path = folder / f"opinion.{form}"
        write_opinion(findings, path, Level(level))
        return path

    return _sent(write, f"审查意见书（草稿）.{form}")


def side_by_side(request: Request) -> Response:
    """The 新旧对照表 of two editions that the page offers; no other file can be named."""
    visitor(request)
    settings, form = settings_of(request), request.path_params["form"]
    wanted = request.query_params.get("pair", "")
    pairs = editions(settings.intake, settings.review.database)
    pair = next((one for one in pairs if one.key == wanted), None)
    if pair is None or form not in EDITION_FORMS:
        raise HTTPException(HTTPStatus.NOT_FOUND)
    return _sent(lambda folder: write_editions(pair, form, folder), f"{pair.title}新旧对照表.{form}")


def _list(request: Request, form: str, scope: Scope, own: OwnForm) -> Response:
    if form not in FORMS:
        raise HTTPException(HTTPStatus.NOT_FOUND)

    def write(folder: Path) -> Path:
        path = folder / f"list.{form}"
        export_list(settings_of(request).review.database, form, path, scope, own)
        return path

    return _sent(write, f"权责清单（{_SCOPE_NAMES[scope]}）.{form}")


def _own_templates(intake: Intake) -> list[tuple[str, str, Path]]:
    """Key, words and file of the office's own forms: handed-in templates, and present lists by their headings."""
    kinds = ((Kind.TEMPLATE, "模板"), (Kind.LIST, "现行清单"))
    return [
        (f"{kind}/{name}", f"{words}：{name}", intake.folder / kind / name)
        for kind, words in kinds
        for name in intake.files(kind)
    ]


def _own_form(intake: Intake, *, template: str, code: str, region: str, title: str) -> OwnForm:
    """The form that the page asks for: only what it offers, never a path.

    Raises:
        HTTPException: it offers no such template, or the code names a file (400).
        CannotRunError: the template or the code is wrong.
    """
    if code.lower().endswith(".toml"):
        raise HTTPException(400, "编码规则请直接填写，或写在交来的 .toml 模板里")
    if template and template not in ready_templates():
        own = {key: path for key, _, path in _own_templates(intake)}
        if template not in own:
            raise HTTPException(400, "没有这个模板；请刷新页面后重选")
        template = str(own[template])
    try:
        return own_form(template, code, region, title)
    except CannotRunError as error:
        # Where the server keeps its files is nothing to who asks.
        raise CannotRunError(str(error).replace(f"{intake.folder}/", "")) from error


def _pair_address(form: str, pair: TwoEditions) -> str:
    return f"/files/editions.{form}?{urlencode({'pair': pair.key})}"


def _sent(write: Callable[[Path], Path], name: str) -> Response:
    """The file that ``write`` makes in a folder of its own, to be saved under ``name``; the folder goes when it is sent."""
    folder = tempfile.TemporaryDirectory(prefix="lezr-")
    try:
        path = write(Path(folder.name))
    except BaseException:
        folder.cleanup()
        raise
    saved = f"filename=file{path.suffix}; filename*=UTF-8''{quote(name, safe='')}"
    headers = {"Content-Disposition": f"attachment; {saved}"}
    return FileResponse(path, headers=headers, background=BackgroundTask(folder.cleanup))
