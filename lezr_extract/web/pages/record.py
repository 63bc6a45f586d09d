"""The record of events: shown, checked, exported."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from itertools import islice

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from lezr_extract.web import forms, render
from lezr_extract.web.session import keeper, settings_of

PER_PAGE = 200
KIND_WORDS = {
    "decision": "审核决定",
    "comment": "意见",
    "entries": "收入新的清单",
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
    return render.page(
        request, "record", who, events=events, broken=broken, kind_words=KIND_WORDS, per_page=PER_PAGE
    )


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
