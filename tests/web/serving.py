"""The pages served as `lezr review` serves them, for real browsers."""

import socket
import threading
import time

import uvicorn
from lezr_extract.pipeline.job.one_source import Options
from lezr_extract.web.app import create_app
from lezr_extract.web.settings import Settings


class Served:
    """A server in a thread of this process."""

    def __init__(self, review, local=None):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}"
        app = create_app(Settings(review, frozenset({f"127.0.0.1:{self.port}"}), local))
        app.state.settings.intake._options = Options(workers=1, rules_only=True)
        self.server = uvicorn.Server(
            uvicorn.Config(app, host="127.0.0.1", port=self.port, log_level="error", ws="none")
        )
        self.thread = threading.Thread(target=self.server.run, daemon=True)

    def __enter__(self):
        self.thread.start()
        while not self.server.started:
            time.sleep(0.02)
        return self

    def __exit__(self, *_):
        self.server.should_exit = True
        self.thread.join(10)
