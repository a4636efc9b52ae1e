"""``advisor serve``: the web app on this machine."""

from __future__ import annotations

from typing import Annotated

import typer

from advisor import settings as settings_module


def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on; the setting serve.host otherwise.")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on; the setting serve.port otherwise.")] = None,
) -> None:
    """Serve the web app until it is stopped with Ctrl+C."""
    from advisor.interface import server

    current = settings_module.current()
    changed = {key: value for key, value in {"host": host, "port": port}.items() if value is not None}
    server.serve(current.model_copy(update={"serve": current.serve.model_copy(update=changed)}))
