"""The record of events: shown, checked, exported."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from itertools import islice

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from lezr_extract.store.ledger import Event
from lezr_extract.store.ledger.office import entries_named
from lezr_extract.web import forms, render
from lezr_extract.web.pages.entry import FIELD_WORDS
from lezr_extract.web.session import keeper, settings_of

PER_PAGE = 200
KIND_WORDS = {
    "decision": "审核决定",
    "comment": "意见",
    "assigned": "分办",
    "entries": "收入新的清单",
    "moved": "条号移动",
    "handed-in": "收文",
    "taken-down": "撤下文件",
    "suggestion": "建议的处理",
    "person": "账户",
    "sign-in": "登录",
    "cells": "本单位填写的栏目",
    "sign-out": "退出",
    "sign-in-refused": "登录被拒",
}


def shown_record(request: Request) -> Response:
    """The newest events, and whether the whole chain is as it was written."""
    who = keeper(request)
    after = forms.whole_number(request.query_params.get("before", "0"))
    with settings_of(request).review.ledger() as ledger:
        events = list(islice(ledger.newest_events(after or None), PER_PAGE))
        broken = ledger.first_broken()
        bodies = (json.loads(event.body) for event in events)
        named = (body.get("entry") or next(iter(body.get("given", ())), "") for body in bodies)
        names = entries_named(ledger, filter(None, named))
    return render.page(
        request,
        "record",
        who,
        events=events,
        broken=broken,
        kind_words=KIND_WORDS,
        per_page=PER_PAGE,
        said=said,
        names=names,
    )


def said(event: Event, names: Mapping[str, tuple[str, int | None]]) -> str:
    """What happened, in a sentence; empty where the kind of event says it all.

    Args:
        event: of the chain.
        names: see `entries_named`.
    """
    body = json.loads(event.body)
    entry = names.get(str(body.get("entry", "")), ("", None))[0] or body.get("entry", "")
    parts: tuple[object, ...]
    match event.kind:
        case "decision":
            changes = "，".join(f"{FIELD_WORDS.get(k, k)}改为“{v}”" for k, v in body["changes"].items())
            parts = (f"{body['gate']}　{body['verdict']}", entry, changes, body["reason"])
        case "suggestion":
            of = body["of"]
            parts = (body["verdict"], f"{of['kind']}　{of['name']}", body["reason"])
        case "assigned":
            whom = f"分给{body['person']}" if body["person"] else "收回"
            first = names.get(body["given"][0], ("", None))[0] or body["given"][0]
            parts = (whom, f"{len(body['given']):,} 项" if len(body["given"]) > 1 else first)
        case "moved":
            parts = (entry,)
        case "comment":
            parts = (entry, body["words"])
        case "cells":
            parts = (entry, "，".join(f"{k}：{v}" for k, v in body["cells"].items()))
        case "entries":
            counts = (("共", "entries"), ("新", "new"), ("失效", "lapsed"), ("已不在的", "gone"))
            parts = ("，".join(f"{words} {body[key]:,} 项" for words, key in counts),)
        case "handed-in" | "taken-down":
            parts = (body.get("kind", ""), body["file"])
        case "person":
            roles = [*body["gates"], *(["台账管理员"] if body.get("keeper") else [])]
            parts = (body["name"], "、".join(roles), body["agency"], "" if body.get("active") else "停用")
        case _:
            return ""
    return "　".join(str(part) for part in parts if part)


def exported(request: Request) -> Response:
    """All events, one JSON object a line, each with its hash: whoever has the file can check it alone."""
    keeper(request)
    review = settings_of(request).review

    def lines() -> Iterator[str]:
        with review.ledger() as ledger:
            for event in ledger.events():
                yield json.dumps(asdict(event), ensure_ascii=False) + "\n"

    named = {"Content-Disposition": 'attachment; filename="record.jsonl"'}
    return StreamingResponse(lines(), media_type="application/x-ndjson", headers=named)
