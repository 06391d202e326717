"""The site over the invented world, on a port of its own, that can be stopped and started again."""

from __future__ import annotations

import importlib.util
import socket
import sys
import threading
import time
from pathlib import Path
from types import ModuleType
from typing import Any

import uvicorn
from PIL import Image

from parallax.pipeline.pictures import Glimpse
from parallax.pipeline.resizing import Order, resized
from parallax.web.app import create
from parallax.web.pictures import Picture
from parallax.web.site import SiteSettings

WEB_TESTS = Path(__file__).resolve().parents[1] / "web"


# Browsers trust it like localhost, so that service workers run; pages take it for a site elsewhere.
HOST = "127.0.0.2"


def invented_world() -> ModuleType:
    """The world that tests of pages use; test folders are no packages, so it is loaded by its path."""
    name = "invented_world"
    if name not in sys.modules:
        sys.path.insert(0, str(WEB_TESTS))
        spec = importlib.util.spec_from_file_location(name, WEB_TESTS / "world.py")
        assert spec is not None
        assert spec.loader is not None
        sys.modules[name] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules[name])
    return sys.modules[name]


def drawn() -> bytes:
    import io

    out = io.BytesIO()
    Image.linear_gradient("L").resize((1200, 800)).save(out, "PNG")
    return out.getvalue()


class Newsstand:
    """``asked`` are the paths the server was asked for."""

    def __init__(self) -> None:
        self.world = invented_world()
        self.store: Any = self.world.World()
        self.asked: list[str] = []
        self._drawn = drawn()
        self._listening = socket.create_server((HOST, 0))
        self.url = f"http://{HOST}:{self._listening.getsockname()[1]}"
        self._server: uvicorn.Server | None = None
        self.start()

    def start(self) -> None:
        if self._listening.fileno() < 0:
            port = int(self.url.rpartition(":")[2])
            self._listening = socket.create_server((HOST, port))
        app = create(
            self.store,
            clock=lambda: self.world.NOW,
            site=SiteSettings(self.url),
            picture=self._picture,
            ties=self.store,
            glimpse=lambda _: Glimpse(1200, 800, resized(Order(self._drawn, 160, "image/webp")).glimpse),
        )

        async def noting(scope: Any, receive: Any, send: Any) -> None:
            if scope["type"] == "http":
                self.asked.append(scope["path"])
            await app(scope, receive, send)

        self._server = uvicorn.Server(uvicorn.Config(noting, log_level="error", timeout_graceful_shutdown=1))
        self._thread = threading.Thread(
            target=self._server.run, kwargs={"sockets": [self._listening]}, daemon=True
        )
        self._thread.start()
        deadline = time.monotonic() + 20
        while not self._server.started:
            assert time.monotonic() < deadline, "the site did not start"
            time.sleep(0.02)

    def stop(self) -> None:
        if self._server is not None:
            self._server.should_exit = True
            self._thread.join(10)
            self._server = None
        self._listening.close()

    def _picture(self, _: str, index: int, width: int, mime: str) -> Picture | None:
        return Picture(resized(Order(self._drawn, width, mime)).body, mime)
