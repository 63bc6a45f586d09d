"""What is hostile stays text, and what is not allowed is refused."""

import re

import pytest
from lezr_extract.pipeline.deciding.review import Review
from lezr_extract.pipeline.job.one_source import Options
from lezr_extract.pipeline.job.run import run
from lezr_extract.records import Gate
from lezr_extract.web.settings import local_person
from tests.web.conftest import HOST, PASSWORD, client, decide, first_entry, form_of

SCRIPT = "<script>alert(1)</script>"
HOSTILE = f"""# 示范{SCRIPT}河道条例

2020年5月1日示范省人民代表大会常务委员会公布

第一条 违反本条例，擅自填埋河道{SCRIPT}的，由水行政主管部门"><img src=x onerror=alert(2)>处一万元以上五万元以下罚款。

第二条 本条例自2020年6月1日起施行。
"""


def test_a_script_in_a_law_its_title_and_its_file_name_is_shown_as_text(tmp_path):
    source = tmp_path / "条例<script>alert(3)<&.md"
    source.write_text(HOSTILE, encoding="utf-8")
    run([str(source)], tmp_path / "out", Options(workers=1, rules_only=True))
    with client(Review(tmp_path / "out"), local=local_person(SCRIPT)) as pages:
        number = first_entry(pages)
        fields = form_of(pages.get(f"/entry/{number}"))
        pages.post(f"/entry/{number}/comment", data=fields | {"words": SCRIPT})
        decide(pages, number, "待问", reason=SCRIPT)
        for path in ("/", "/queue", f"/entry/{number}", "/record", "/public", f"/queue?words={SCRIPT}"):
            page = pages.get(path)
            assert page.status_code == 200
            assert "alert(1)" not in page.text.replace("&lt;script&gt;alert(1)&lt;/script&gt;", "").replace(
                "%3Cscript%3Ealert%281%29%3C%2Fscript%3E", ""
            ), path
            assert "<img" not in page.text
            assert re.findall(r"<script[^>]*>", page.text) == [
                '<script src="/static/htmx.min.js" defer>',
                '<script src="/static/review.js" defer>',
            ]


def test_every_answer_forbids_other_hosts_frames_and_inline_scripts(pages):
    for path in ("/", "/static/review.css", "/nowhere", "/record.jsonl"):
        headers = pages.get(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert headers["x-content-type-options"] == "nosniff"


def test_no_page_names_another_host(pages):
    for path in ("/", "/queue", f"/entry/{first_entry(pages)}", "/public", "/record", "/static/review.js"):
        found = re.findall(r"(?:https?:)?//[\w.-]+", pages.get(path).text)
        assert found == [], path


@pytest.mark.parametrize("host", ["evil.example", "", "127.0.0.1:80", "127.0.0.1:8765.evil.example"])
def test_a_name_that_was_made_to_point_here_is_not_answered(pages, host):
    assert pages.get("/", headers={"Host": host}).status_code == 421


@pytest.mark.parametrize(
    ("change", "note"),
    [
        ({"form_token": ""}, "no token"),
        ({"form_token": "0" * 64}, "a wrong one"),
        ({"form_token": None}, "none at all"),
    ],
)
def test_a_form_that_another_site_made_decides_nothing(pages, review, change, note):
    number = first_entry(pages)
    data = form_of(pages.get(f"/entry/{number}")) | {"verdict": "通过", "reason": ""} | change
    answer = pages.post(f"/entry/{number}/decide", data={k: v for k, v in data.items() if v is not None})
    assert answer.status_code == 403, note
    with review.queue() as queue:
        assert queue.row(number).last == 0


def test_a_form_from_another_origin_is_refused_even_with_the_right_token(pages):
    number = first_entry(pages)
    data = form_of(pages.get(f"/entry/{number}")) | {"verdict": "通过"}
    for origin in ("http://evil.example", "null", f"http://{HOST}.evil.example"):
        answer = pages.post(f"/entry/{number}/decide", data=data, headers={"Origin": origin})
        assert answer.status_code == 403


def test_the_cookie_is_kept_from_scripts_and_other_sites(pages):
    cookie = pages.get("/").headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie


def test_a_request_that_is_too_long_is_not_taken_in(review):
    with client(review, local=local_person("王"), most_bytes=20_000) as pages:
        number = first_entry(pages)
        data = form_of(pages.get(f"/entry/{number}")) | {"verdict": "通过", "reason": "长" * 20_000}
        assert pages.post(f"/entry/{number}/decide", data=data).status_code == 413
        dribbled = (b"x" * 1000 for _ in range(50))
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        assert pages.post("/bulk", content=dribbled, headers=form).status_code == 413
        assert pages.post("/bulk", content=b"", headers={"Content-Length": "-5"}).status_code == 413


@pytest.mark.parametrize(
    "path", ["/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2f..%2fpyproject.toml"]
)
def test_no_path_leads_out_of_the_folder_of_the_pages(pages, path):
    assert pages.get(path).status_code == 404


@pytest.mark.parametrize(
    "words", ["' OR 1=1 --", '"', '罚款" OR "', "*", "NEAR(a b)", "\0", "%", "'; DROP TABLE events; --"]
)
def test_words_in_the_search_are_never_an_order_to_the_database(pages, review, words):
    for field in ("words", "type", "agency", "law", "at"):
        assert pages.get("/queue", params={field: words}).status_code == 200
    with review.ledger() as ledger:
        assert ledger.first_broken() is None


def test_who_is_not_signed_in_sees_nothing_but_the_public_view(office):
    with client(office.review) as stranger:
        for path in ("/", "/queue", "/entry/1", "/record", "/people", "/record.jsonl"):
            assert stranger.get(path).headers["location"] == "/sign-in"
        assert stranger.post("/bulk/decide", data={"verdict": "通过"}).headers["location"] == "/sign-in"
        assert stranger.get("/public").status_code == 200


def test_a_forged_session_opens_nothing(office):
    with client(office.review) as stranger:
        stranger.cookies.set("lezr_session", "A" * 43)
        assert stranger.get("/queue").headers["location"] == "/sign-in"


def test_a_copy_of_the_database_holds_no_token_and_no_password(office):
    signed = office.signed_in("李")
    token = signed.cookies["lezr_session"]
    files = list(office.review.ledger_path.parent.glob("review.db*"))
    held = b"".join(path.read_bytes() for path in files)
    assert "李".encode() in held
    assert token.encode() not in held
    assert PASSWORD.encode() not in held


def test_who_reviews_at_one_gate_cannot_decide_at_another(office):
    second = office.signed_in("李", [Gate.EXAMINATION])
    number = first_entry(second)
    page = second.get(f"/entry/{number}")
    assert "没有在这一环节审核它的权限" in page.text
    data = {
        "form_token": form_of(page)["form_token"],
        "gate": "初审",
        "verdict": "通过",
        "reason": "",
        "seen": "0",
    }
    with office.review.queue() as queue:
        data["clause_hash"] = queue.row(number).clause_hash
    assert second.post(f"/entry/{number}/decide", data=data).status_code == 403
    mark = f"{number}:{data['clause_hash']}:0"
    assert second.post("/bulk/decide", data=data | {"entry": mark}).status_code == 403
    with office.review.queue() as queue:
        assert queue.row(number).last == 0


def test_who_reviews_for_one_agency_cannot_decide_for_another(office):
    person = office.signed_in("李", agency="海事管理机构")
    own, other = first_entry(person, "?agency=海事管理机构"), first_entry(person, "?agency=乡镇人民政府")
    assert decide(person, own).status_code == 303
    assert "没有在这一环节审核它的权限" in person.get(f"/entry/{other}").text


def test_a_password_is_not_guessed(office):
    office.signed_in("李")
    with client(office.review) as stranger:
        for _ in range(5):
            assert stranger.post("/sign-in", data={"name": "李", "password": "猜的密码"}).status_code == 403
        answer = stranger.post("/sign-in", data={"name": "李", "password": PASSWORD})
        assert answer.status_code == 429
        assert "五分钟" in answer.text


def test_an_unknown_name_is_answered_like_a_wrong_password(office):
    with client(office.review) as stranger:
        unknown = stranger.post("/sign-in", data={"name": "没有此人", "password": "猜的密码"})
        assert unknown.status_code == 403
        assert "账户或密码不对" in unknown.text


def test_a_closed_account_is_out_at_once(office):
    keeper, person = office.signed_in("主任", keeper=True), office.signed_in("李")
    assert person.get("/queue").status_code == 200
    token = form_of(keeper.get("/people"))["form_token"]
    answer = keeper.post(
        "/people/keep", data={"form_token": token, "name": "李", "gate": "初审", "password": ""}
    )
    assert answer.status_code == 303
    assert person.get("/queue").headers["location"] == "/sign-in"
    assert person.post("/sign-in", data={"name": "李", "password": PASSWORD}).status_code == 403


def test_only_a_keeper_reads_the_record_and_makes_accounts(office):
    person = office.signed_in("李")
    token = form_of(person.get("/"))["form_token"]
    for answer in (
        person.get("/record"),
        person.get("/record.jsonl"),
        person.get("/people"),
        person.post("/people/keep", data={"form_token": token, "name": "李", "keeper": "1", "active": "1"}),
    ):
        assert answer.status_code == 403


def test_a_short_password_is_refused(office):
    keeper = office.signed_in("主任", keeper=True)
    token = form_of(keeper.get("/people"))["form_token"]
    answer = keeper.post(
        "/people/keep", data={"form_token": token, "name": "新", "password": "short", "active": "1"}
    )
    assert answer.status_code == 409
    assert "至少 10 个字符" in answer.text


def test_signing_out_ends_the_session(office):
    person = office.signed_in("李")
    token, cookie = form_of(person.get("/"))["form_token"], person.cookies["lezr_session"]
    person.post("/sign-out", data={"form_token": token})
    person.cookies.set("lezr_session", cookie)
    assert person.get("/queue").headers["location"] == "/sign-in"
