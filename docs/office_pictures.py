"""A small office for the pictures of the review pages: the model statutes and the model list of corpora/, four people."""

import csv
import io
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lezr_extract.pipeline.deciding.intake import empty_run
from lezr_extract.pipeline.deciding.review import Review, now
from lezr_extract.records import Gate, Person
from lezr_extract.store.ledger import People
from lezr_extract.web import passwords
from lezr_extract.web.app import create_app
from lezr_extract.web.settings import Settings
from playwright.sync_api import Browser, Page

CORPORA = Path(__file__).parent.parent / "corpora"
LIST = CORPORA / "lists" / "青溪县交通运输局权责清单.csv"
AMENDED = "示范竹筏运输管理条例.md"
PASSWORD = "青溪县法制机构的密码"  # noqa: S105  # of an office that lives as long as the pictures take
KEEPER = "王主任"
PEOPLE = {"初审": "张三", "审查": "李四", "会审": "赵五", "确认": "钱六"}
TAKEN = "竹筏"
"""The word by which the entries are chosen that pass all gates."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The pages of a new office in ``folder`` with its accounts; gives their address."""
    import uvicorn  # noqa: PLC0415

    empty_run(folder)
    review = Review(folder)
    with review.ledger() as ledger:
        people = People(ledger)
        people.keep(Person(KEEPER, (), keeper=True), passwords.made(PASSWORD), KEEPER, now())
        for gate in Gate:
            people.keep(Person(PEOPLE[gate], (gate,)), passwords.made(PASSWORD), KEEPER, now())
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    app = create_app(Settings(review, frozenset({f"127.0.0.1:{port}"})))
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(10)


def take_office(browser: Browser, folder: Path, pictures: Path) -> None:
    """Every page of the review, on the way of a whole job, as ``review-*.png`` in ``pictures``."""

    def shot(page: Page, name: str, *, top: int = 0) -> None:
        page.wait_for_load_state()
        page.evaluate("top => window.scrollTo(0, top)", top)
        page.screenshot(path=pictures / f"review-{name}.png")

    with served(folder) as address:
        persons = {name: _signed_in(browser, address, name) for name in (KEEPER, *PEOPLE.values())}
        keeper = persons[KEEPER]
        fresh = browser.new_page(viewport={"width": 1366, "height": 768})
        fresh.goto(f"{address}/sign-in")
        shot(fresh, "sign-in")
        _hand_in(keeper, address)
        shot(keeper, "intake")
        _take_gates(persons, address, shot)
        _take_suggestions(persons[PEOPLE["审查"]], address, shot)
        keeper.goto(f"{address}/people")
        shot(keeper, "people")
        _amend(keeper, address)
        keeper.goto(f"{address}/queue?lapsed=1")
        keeper.locator("a.name").first.click()
        shot(keeper, "lapsed")
        for path in ("files", "record", "public"):
            keeper.goto(f"{address}/{path}")
            shot(keeper, path)
        _take_conflict(persons[PEOPLE["初审"]], address, shot)


def _signed_in(browser: Browser, address: str, name: str) -> Page:
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    page = context.new_page()
    page.goto(address)
    page.get_by_label("账户").fill(name)
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    page.wait_for_url(f"{address}/")
    return page


def _hand_in(page: Page, address: str) -> None:
    """The model statutes and the model list, handed in and read."""
    laws = sorted((CORPORA / "samples").iterdir())
    for kind, files in (
        ("来文", [(path.name, path.read_bytes()) for path in laws]),
        ("现行清单", [_workbook()]),
    ):
        page.goto(f"{address}/intake")
        form = page.locator("form", has=page.locator(f'input[name="kind"][value="{kind}"]')).first
        form.locator('input[type="file"]').set_input_files(
            [{"name": name, "mimeType": "application/octet-stream", "buffer": words} for name, words in files]
        )
        form.get_by_role("button", name="交来").click()
        page.wait_for_load_state()
    _run(page, address)


def _run(page: Page, address: str) -> None:
    page.goto(f"{address}/intake")
    page.get_by_label("对照各法规").check()
    page.get_by_role("button", name="开始").click()
    page.locator("#state", has_text="核对了现行清单").wait_for(timeout=300_000)
    page.goto(f"{address}/intake")


def _workbook() -> tuple[str, bytes]:
    """The model list as the workbook that an office has."""
    from openpyxl import Workbook  # noqa: PLC0415

    book = Workbook()
    for line in csv.reader(io.StringIO(LIST.read_text("utf-8-sig"), newline="")):
        book.worksheets[0].append(line)
    made = io.BytesIO()
    book.save(made)
    return f"{LIST.stem}.xlsx", made.getvalue()


def _take_gates(persons: dict[str, Page], address: str, shot) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    """The entries of one statute through the four gates, with pictures of the queue, of an entry and of a decision in bulk."""
    for gate, name in PEOPLE.items():
        page = persons[name]
        if gate == "初审":
            page.goto(f"{address}/queue?type=行政处罚")
            shot(page, "queue")
            page.locator("a.name").nth(2).click()
            page.wait_for_load_state()
            page.keyboard.press("c")
            shot(page, "entry")
            page.get_by_role("link", name="第").first.click()
            shot(page, "law")
        page.goto(f"{address}/queue?at={gate}&words={TAKEN}")
        page.get_by_label("批量审核").select_option(gate)
        page.get_by_role("button", name="审核筛选出的全部").click()
        page.wait_for_load_state()
        page.get_by_label("通过", exact=True).check()
        if gate == "审查":
            shot(page, "bulk")
        page.get_by_role("button", name="提交全部").click()
        page.wait_for_load_state()


def _take_suggestions(page: Page, address: str, shot) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    page.goto(f"{address}/suggestions")
    page.locator("a.name").nth(1).click()
    page.wait_for_load_state()
    page.keyboard.press("a")
    shot(page, "suggestion")
    page.get_by_role("button", name="提交").click()
    page.wait_for_load_state()
    page.goto(f"{address}/suggestions")
    shot(page, "suggestions")


def _amend(page: Page, address: str) -> None:
    """One of the statutes with another fine and a later date."""
    words = (CORPORA / "samples" / AMENDED).read_text("utf-8")
    words = words.replace("3万元以上10万元以下的罚款", "5万元以上20万元以下的罚款")
    words = words.replace(
        "公布　自2011年8月1日起施行", "公布　根据2024年3月10日《国务院关于修改部分行政法规的决定》修订"
    )
    page.goto(f"{address}/intake")
    form = page.locator("form", has=page.locator('input[name="kind"][value="来文"]')).first
    form.locator('input[type="file"]').set_input_files(
        {"name": AMENDED, "mimeType": "text/markdown", "buffer": words.encode()}
    )
    form.get_by_role("button", name="交来").click()
    page.wait_for_load_state()
    _run(page, address)


def _take_conflict(page: Page, address: str, shot) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    """Two windows on one entry: the later one is told so."""
    page.goto(f"{address}/queue?at=初审")
    page.locator("a.name").first.click()
    page.wait_for_load_state()
    other = page.context.new_page()
    other.goto(page.url)
    for one in (other, page):
        one.get_by_label("待问").check()
        one.get_by_label("理由").fill("由谁行使？")
        one.get_by_role("button", name="提交").click()
        one.wait_for_load_state()
    shot(page, "conflict")
