"""Engines, and a mirror of models, for the tests of this room."""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx
import pytest

from parallax.errors import HttpStatus
from parallax.translate.bundled import bundled_models
from parallax.translate.catalogue import InstalledModel
from parallax.translate.engine import Identity, Rendering
from parallax.translate.firefox import FirefoxEngine

sys.path.insert(0, str(Path(__file__).parent))
from mirrors import door, mirror

__all__ = ["door", "mirror"]


def portuguese_only(language: str) -> tuple[InstalledModel, ...]:
    return bundled_models() if language.startswith("pt") else ()


@pytest.fixture(scope="session")
def firefox() -> Iterator[FirefoxEngine]:
    with FirefoxEngine(portuguese_only) as engine:
        yield engine


class Parrot:
    """An engine that answers from a table and notes what it was asked."""

    def __init__(self, answers: dict[str, str], *, version: str = "1", mines_text: bool = False) -> None:
        self.answers = answers
        self.version = version
        self.mines_text = mines_text
        self.asked: list[str] = []

    def identity(self, language: str) -> Identity | None:
        return Identity("firefox", "parrot", self.version) if language == "pt" else None

    def translate(self, language: str, sentences: Sequence[str]) -> tuple[Rendering, ...]:
        self.asked.extend(sentences)
        return tuple(
            Rendering(self.answers[sentence])
            if sentence in self.answers
            else Rendering(None, "not in the table")
            for sentence in sentences
        )


@pytest.fixture
def parrot_class() -> type[Parrot]:
    return Parrot


class Stub:
    """An OpenAI-compatible endpoint on loopback; ``answer`` makes each reply from the sentences asked."""

    def __init__(self) -> None:
        self.answer: Callable[[list[str]], str] = lambda sentences: json.dumps({"english": sentences})
        self.requests: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.status = 200
        stub = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                stub.requests.append(request)
                stub.headers.append({name.lower(): value for name, value in self.headers.items()})
                content = stub.answer(sentences_of(request))
                body = json.dumps(
                    {"choices": [{"message": {"role": "assistant", "content": content}}]}
                ).encode()
                self.send_response(stub.status)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}/v1"
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


def sentences_of(request: dict[str, Any]) -> list[str]:
    quoted: list[str] = json.loads(request["messages"][1]["content"].split("\n")[1])["sentences"]
    return quoted


@pytest.fixture
def stub() -> Iterator[Stub]:
    stub = Stub()
    yield stub
    stub.close()


def post(url: str, headers: dict[str, str], body: bytes) -> bytes:
    """A plain POST for the tests; the program's own goes through the door."""
    answer = httpx.post(url, headers=headers, content=body, timeout=10)
    if answer.status_code >= 400:
        raise HttpStatus(f"{url} answered {answer.status_code}", status=answer.status_code)
    return answer.content


@pytest.fixture
def poster() -> Callable[[str, dict[str, str], bytes], bytes]:
    return post
