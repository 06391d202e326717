"""The invented world, and the site over it."""

from __future__ import annotations

import importlib.util
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import uvicorn
from playwright.sync_api import Browser, Page
from starlette.testclient import TestClient

from parallax.web.app import create
from parallax.web.assets import Assets
from parallax.web.pictures import Picture
from parallax.web.site import SiteSettings

# The invented world imports its other half by name.
sys.path.insert(0, str(Path(__file__).parent))


def load_world() -> ModuleType:
    """The module beside this file; test folders are no packages, so it is loaded by its path."""
    name = "invented_world"
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, Path(__file__).with_name("world.py"))
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        spec.loader.exec_module(module)
    return sys.modules[name]


@pytest.fixture(scope="session")
def invented() -> ModuleType:
    return load_world()


@pytest.fixture(scope="session")
def site(invented: ModuleType) -> Callable[..., TestClient]:
    """Puts the site over a store."""
    lead = invented.FERRY.article.id

    def picture(article_id: str, index: int, width: int, mime: str) -> Picture | None:
        if article_id != lead:
            return None
        if index == 0:
            return Picture(f"{width} wide".encode(), mime)
        return Picture(b"<svg onload='x'/>", "image/svg+xml")

    def over(store: Any, offline: Callable[[], bool] = lambda: False) -> TestClient:
        settings = SiteSettings("https://news.example", offline=offline)
        app = create(store, clock=lambda: invented.NOW, site=settings, picture=picture, ties=store)
        return TestClient(app, raise_server_exceptions=False)

    return over


@pytest.fixture(scope="session")
def standing(site: Callable[[Any], TestClient], invented: ModuleType) -> tuple[Any, TestClient]:
    """One site for all tests: compiling its templates each time would take most of theirs."""
    store = invented.World()
    return store, site(store)


@pytest.fixture
def world(standing: tuple[Any, TestClient], invented: ModuleType) -> Any:
    """The world behind ``client``, as it was made, whatever the test before did to it."""
    store, _ = standing
    store.__dict__.clear()
    store.__dict__.update(invented.World().__dict__)
    return store


@pytest.fixture
def client(standing: tuple[Any, TestClient], world: Any) -> TestClient:
    return standing[1]


@pytest.fixture(scope="session")
def address(site: Any, invented: ModuleType) -> Iterator[str]:
    if Assets().script("article") is None:
        pytest.skip("the scripts are not built: `make build` builds them")
    listening = socket.create_server(("127.0.0.1", 0))
    world = invented.World()
    # What the ferry's page links to is here as well, so that its card with two links is looked at.
    there = replace(invented.FERRY.article.content, title="A ponte que nunca veio")
    world.views = (*world.views, invented.piece("ponte", "folha-do-porto", "pt", there, ()))
    # A site that says it does not update, so that what says so is looked at too.
    app = site(world, offline=lambda: True).app
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    thread.join(timeout=5)
    listening.close()


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Callable[..., Page]]:
    """Opens a page; afterwards none may have thrown, broken its policy or asked a third party."""
    wrong: list[str] = []
    contexts = []

    def open_page(path: str, **options: Any) -> Page:
        context = browser.new_context(**({"timezone_id": "America/New_York"} | options))
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda r: None if r.url.startswith((address, "data:")) else wrong.append(r.url))
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
        page.goto(address + path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert wrong == []


@pytest.fixture
def ferry(invented: ModuleType) -> str:
    return f"/article/{invented.FERRY.article.id}"
