"""The review pages with fifty thousand entries: time of each page at the server, and ten reviewers at once.

usage: python -m bench.review DB [--entries 50000] [--minutes 5] [--write FILE]

DB is a database that a run made; its entries are repeated under other ids until there are enough. The reviewers send
decisions over HTTP as fast as they are answered, some on the same entries; every answer is counted and compared with
what the ledger holds at the end.
"""

import argparse
import html
import re
import shutil
import socket
import sqlite3
import statistics
import tempfile
import threading
import time
from pathlib import Path

PAGES = (
    ("进度", "/"),
    ("队列", "/queue"),
    ("队列第 500 页", "/queue?page=500"),
    ("按类型", "/queue?type=行政处罚"),
    ("按主体", "/queue?agency=公安机关"),
    ("按环节", "/queue?at=初审"),
    ("按词", "/queue?words=罚款 许可证"),
    ("按词和类型", "/queue?words=安全&type=行政检查"),
    ("条目", "/entry/25000"),
    ("条目（按词的队列中）", "/entry/25000?words=罚款"),
    ("公示", "/public"),
    ("统计", "/totals"),
    ("职责交叉", "/overlaps"),
    ("职责交叉，一类", "/overlaps?type=行政处罚"),
    ("职责交叉，一个机关", "/overlaps?of=公安机关"),
    ("两个机关之间", "/overlaps/between"),
    ("关系图", "/network"),
    ("关系图，一个机关", "/network?of=公安机关"),
    ("法规沿革", "/versions"),
    ("一部法规的沿革", "/versions/"),
)


def enlarged(database: Path, folder: Path, entries: int) -> Path:
    """A copy of ``database`` with at least ``entries`` entries."""
    path = folder / "lezr.db"
    shutil.copy(database, path)
    if (findings := database.with_name("findings.jsonl")).is_file():
        shutil.copy(findings, folder)
    connection = sqlite3.connect(path)
    have, last = connection.execute("SELECT count(*), max(number) FROM entries").fetchone()
    columns = [row[1] for row in connection.execute("PRAGMA table_info(entries)")]
    others = ", ".join(f'"{c}"' for c in columns if c not in ("number", "id"))
    basis = [row[1] for row in connection.execute("PRAGMA table_info(bases)")]
    rest = ", ".join(f'"{c}"' for c in basis if c != "entry")
    for copy in range(1, -(-entries // have)):
        shift = copy * last
        connection.execute(
            f"INSERT INTO entries (number, id, {others}) SELECT number + {shift}, id || '~{copy}', {others} "
            f"FROM entries WHERE number <= {last}"
        )
        connection.execute(
            f"INSERT INTO bases (entry, {rest}) SELECT entry + {shift}, {rest} FROM bases WHERE entry <= {last}"
        )
    connection.create_function("spaced", 1, " ".join)
    connection.execute(
        "INSERT INTO entries_search(rowid, text) SELECT number, spaced(name || char(10) || agency || char(10) || "
        "coalesce((SELECT group_concat(text, char(10)) FROM bases WHERE entry = number), '')) "
        f"FROM entries WHERE number > {last}"
    )
    connection.commit()
    connection.close()
    return path


class Server:
    """The pages in a thread of this process."""

    def __init__(self, review):
        import uvicorn  # noqa: PLC0415
        from lezr_extract.web.app import create_app  # noqa: PLC0415
        from lezr_extract.web.settings import Settings, local_person  # noqa: PLC0415

        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.address = f"http://127.0.0.1:{port}"
        self.app = app = create_app(Settings(review, frozenset({f"127.0.0.1:{port}"}), local_person("bench")))
        self.server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="error", ws="none"))
        self.thread = threading.Thread(target=self.server.run, daemon=True)
        self.thread.start()
        while not self.server.started:
            time.sleep(0.01)

    def end(self):
        """Stops it."""
        self.server.should_exit = True
        self.thread.join()


def followed(client, path: str) -> str:
    """``path``, or where its first link of that kind leads on the page before it: the pair and the law with most."""
    sources = {"/overlaps/between": "/overlaps", "/versions/": "/versions"}
    if path not in sources:
        return path
    found = re.search(rf'<t[dh][^>]*><a href="({re.escape(path)}[^"]+)"', client.get(sources[path]).text)
    assert found, path
    return html.unescape(found[1])


def times_of(address: str) -> list[tuple[str, float, float, float]]:
    """For each page: median and slowest of twenty answers, and the median of their processor time, in milliseconds.

    On a machine with other work only the processor time tells of the page; it holds that of the asking side too.
    """
    import httpx2  # noqa: PLC0415

    found = []
    with httpx2.Client(base_url=address) as client:
        for name, place in PAGES:
            taken, busy, path = [], [], followed(client, place)
            for _ in range(20):
                start, worked = time.perf_counter(), time.process_time()
                assert client.get(path).status_code == 200, path
                taken.append((time.perf_counter() - start) * 1000)
                busy.append((time.process_time() - worked) * 1000)
            found.append((name, statistics.median(taken), max(taken), statistics.median(busy)))
    return found


def asked_about(client, number: int, reason: str, counts: dict[str, int]) -> None:
    """Opens an entry, asks about it, and counts what became of that."""
    page = client.get(f"/entry/{number}").text
    fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page))
    if "gate" not in fields:
        return
    sent = fields | {"verdict": "待问", "reason": reason}
    answer = client.post(f"/entry/{number}/decide", data=sent)
    kind = {303: "written", 409: "overtaken"}.get(answer.status_code, "error")
    counts[kind] = counts.get(kind, 0) + 1


def times_after_decisions(address: str, counts: dict[str, int]) -> tuple[float, float, float]:
    """Of the heat map, asked for right behind each of twenty decisions: as a row of `times_of`."""
    import httpx2  # noqa: PLC0415

    taken, busy = [], []
    with httpx2.Client(base_url=address, timeout=60) as client:
        for number in range(300, 320):
            asked_about(client, number, "?", counts)
            start, worked = time.perf_counter(), time.process_time()
            assert client.get("/overlaps").status_code == 200
            taken.append((time.perf_counter() - start) * 1000)
            busy.append((time.process_time() - worked) * 1000)
    return statistics.median(taken), max(taken), statistics.median(busy)


def decide_for(address: str, person: int, seconds: float, counts: dict[str, int]) -> None:
    """One reviewer: opens entries, some of them everybody's, and asks or accepts."""
    import httpx2  # noqa: PLC0415

    end, turn = time.monotonic() + seconds, 0
    with httpx2.Client(base_url=address, timeout=60) as client:
        while time.monotonic() < end:
            turn += 1
            number = 1 + (turn % 200 if turn % 5 == 0 else 1000 + person * 4000 + turn % 4000)
            asked_about(client, number, f"{person}-{turn}", counts)


def main() -> int:
    """Prints the figures."""
    from lezr_extract.pipeline.deciding.review import Review  # noqa: PLC0415

    given = argparse.ArgumentParser()
    given.add_argument("database", type=Path)
    given.add_argument("--entries", type=int, default=50_000)
    given.add_argument("--minutes", type=float, default=5)
    given.add_argument("--write", type=Path)
    chosen = given.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = enlarged(chosen.database, Path(folder), chosen.entries)
        start = time.perf_counter()
        review = Review(path)
        lines = [f"收入 {chosen.entries:,} 项：{time.perf_counter() - start:.1f} 秒", ""]
        server = Server(review)
        worked = time.process_time()
        server.app.state.sharing.warm()  # as `lezr review` does in the background when it starts
        lines.insert(1, f"职责交叉的第一次计数（启动时在后台）：处理器 {time.process_time() - worked:.1f} 秒")
        lines += ["| 页面 | 中位数（毫秒） | 最慢（毫秒） | 处理器时间中位数（毫秒） |", "|---|---|---|---|"]
        lines += [
            f"| {name} | {median:.0f} | {slow:.0f} | {busy:.0f} |"
            for name, median, slow, busy in times_of(server.address)
        ]
        counts: list[dict[str, int]] = [{} for _ in range(11)]
        median, slow, busy = times_after_decisions(server.address, counts[10])
        lines.append(f"| 职责交叉，紧接一个决定之后 | {median:.0f} | {slow:.0f} | {busy:.0f} |")
        people = [
            threading.Thread(target=decide_for, args=(server.address, n, chosen.minutes * 60, counts[n]))
            for n in range(10)
        ]
        for person in people:
            person.start()
        for person in people:
            person.join()
        total = {kind: sum(one.get(kind, 0) for one in counts) for kind in ("written", "overtaken", "error")}
        with review.ledger() as ledger:
            held = sum(1 for event in ledger.events() if event.kind == "decision")
            whole = ledger.first_broken() is None
        server.end()
        lines += [
            "",
            f"十人同时审核 {chosen.minutes:g} 分钟：写入 {total['written']:,}，被他人抢先而未写 {total['overtaken']:,}，"
            f"出错 {total['error']:,}；台账中有决定 {held:,}，{'与写入时一致' if whole else '与写入时不符'}",
        ]
        words = "\n".join(lines)
        print(words)
        if chosen.write:
            chosen.write.write_text(words + "\n", encoding="utf-8")
        return int(held != total["written"] or total["error"] > 0 or not whole)


if __name__ == "__main__":
    raise SystemExit(main())
