"""Starting the server."""

import threading
from collections.abc import Callable

from lezr_extract.errors import CannotRunError
from lezr_extract.pipeline.deciding.review import Review
from lezr_extract.store.ledger import People
from lezr_extract.web.app import create_app
from lezr_extract.web.settings import Settings, local_person

LOCAL = ("127.0.0.1", "::1", "localhost")


def serve(
    review: Review,
    *,
    host: str,
    port: int,
    name: str,
    names: tuple[str, ...],
    started: Callable[[str], None],
) -> None:
    """Serves the pages until Ctrl-C.

    On this machine's own address one person works without signing in; on any other address only people with accounts.

    Args:
        review: the run and its ledger.
        host: address to listen on.
        port: its port.
        name: the person's name on this machine.
        names: further names by which browsers reach the server (as in their address line, with the port).
        started: told the address to open.

    Raises:
        CannotRunError: the address is not this machine's alone and there is no account, or the port is taken.
    """
    import uvicorn  # noqa: PLC0415

    local = host in LOCAL
    if not local:
        with review.ledger() as ledger:
            if not any(person.keeper and person.active for person in People(ledger).all()):
                raise CannotRunError(
                    f"{host} 别的机器也能访问，须先建立账户：lezr people 姓名 --keeper --gate 初审"
                )
    here = f"[{host}]" if ":" in host else host
    hosts = frozenset({f"{here}:{port}", *names} | ({f"localhost:{port}"} if local else set()))
    settings = Settings(review, hosts, local_person(name) if local else None)
    app = create_app(settings)
    threading.Thread(target=app.state.sharing.warm, daemon=True).start()
    config = uvicorn.Config(
        app, host=host, port=port, log_level="warning", server_header=False, access_log=False
    )
    started(f"http://{here}:{port}/")
    try:
        uvicorn.Server(config).run()
    except SystemExit as error:  # what uvicorn does when it cannot listen
        raise CannotRunError(f"不能在 {host}:{port} 上监听；请用 --port 换一个端口") from error
