"""The API and the feeds alone, without the site, over the invented world of the pages' tests."""

from __future__ import annotations

import importlib.util
import sys
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from parallax.api import feeds
from parallax.api.app import router

# The invented world imports its other half by name.
sys.path.insert(0, str(Path(__file__).parent.parent / "web"))


@dataclass(frozen=True)
class Site:
    base_url: str = "https://news.example"
    name: str = "Parallax"


@pytest.fixture(scope="session")
def invented() -> ModuleType:
    """The module beside the pages' tests; test folders are no packages, so it is loaded by its path."""
    name = "invented_world"
    if name not in sys.modules:
        path = Path(__file__).parent.parent / "web" / "world.py"
        spec = importlib.util.spec_from_file_location(name, path)
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        spec.loader.exec_module(module)
    return sys.modules[name]


@pytest.fixture(scope="session")
def standing(invented: ModuleType) -> tuple[Any, TestClient]:
    """One application for all tests: describing its routes each time would take most of theirs."""
    store = invented.World()
    app = FastAPI(openapi_url="/api/v1/openapi.json")
    app.include_router(router(store, clock=lambda: invented.NOW, ties=store), prefix="/api/v1")
    app.include_router(feeds.router(store, lambda: invented.NOW, Site()))
    return store, TestClient(app)


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
