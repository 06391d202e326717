"""The invented world, and the site over it."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from starlette.testclient import TestClient

from parallax.web.app import create
from parallax.web.pictures import Picture
from parallax.web.site import SiteSettings

PNG = b"\x89PNG\r\n\x1a\n"  # enough for a picture nobody decodes


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


@pytest.fixture
def world(invented: ModuleType) -> Any:
    return invented.World()


@pytest.fixture
def client(world: Any, invented: ModuleType) -> TestClient:
    lead = invented.FERRY.article.id

    def picture(article_id: str, index: int) -> Picture | None:
        if article_id != lead:
            return None
        return Picture(PNG, "image/png") if index == 0 else Picture(b"<svg onload='x'/>", "image/svg+xml")

    app = create(
        world, clock=lambda: invented.NOW, site=SiteSettings("https://news.example"), picture=picture
    )
    return TestClient(app, raise_server_exceptions=False)
