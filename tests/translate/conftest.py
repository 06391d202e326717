"""Engines, and a mirror of models, for the tests of this room."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Callable, Iterator, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import httpx
import pytest
import zstandard

from parallax.errors import HttpStatus
from parallax.fetch.live import LiveFetcher
from parallax.fetch.settings import DEFAULT_LIMITS, MIB, FetchSettings, Limit
from parallax.translate.bundled import bundled_models
from parallax.translate.catalogue import InstalledModel
from parallax.translate.engine import Identity, Rendering
from parallax.translate.firefox import FirefoxEngine


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


class Mirror:
    """A web server on loopback with a list of models and their files, which can misbehave.

    ``break_after`` maps a path to the number of bytes after which the connection is cut, once
    per entry of its list; ``ranges`` is whether it answers ranges; ``asked`` what it was asked.
    """

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.records: list[dict[str, Any]] = []
        self.break_after: dict[str, list[int]] = {}
        self.ranges = True
        self.asked: list[tuple[str, str | None]] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}/"
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def add_model(
        self,
        source: str,
        target: str,
        version: str,
        contents: dict[str, bytes],
        architecture: str = "base-memory",
    ) -> None:
        """Packs and lists files given by kind: model, vocab, lex …"""
        for kind, content in contents.items():
            name = f"{kind}.{source}{target}.bin"
            location = f"main/{source}-{target}-{version}-{architecture}/{name}.zst"
            packed = zstandard.compress(content, 1)
            self.files["/" + location] = packed
            self.records.append(
                {
                    "name": name,
                    "fileType": kind,
                    "sourceLanguage": source,
                    "targetLanguage": target,
                    "version": version,
                    "architecture": architecture,
                    "decompressedHash": hashlib.sha256(content).hexdigest(),
                    "decompressedSize": len(content),
                    "attachment": {
                        "hash": hashlib.sha256(packed).hexdigest(),
                        "size": len(packed),
                        "filename": name + ".zst",
                        "location": location,
                        "mimetype": "application/zstd",
                    },
                }
            )

    def path_of(self, kind: str) -> str:
        return next(path for path in self.files if f"/{kind}." in path)

    def record_of(self, kind: str) -> dict[str, Any]:
        return next(record for record in self.records if record["fileType"] == kind)

    def _body(self, path: str) -> bytes | None:
        if path in {"/records.json", "/v1/buckets/main/collections/models/records"}:
            return json.dumps({"data": self.records}).encode()
        if path == "/v1/":
            return json.dumps({"capabilities": {"attachments": {"base_url": self.url}}}).encode()
        return self.files.get(path)

    def _handler(mirror) -> type[BaseHTTPRequestHandler]:
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                wanted = self.headers.get("Range")
                mirror.asked.append((self.path, wanted))
                body = mirror._body(self.path)
                if body is None:
                    self.send_error(404)
                    return
                start = int(wanted.removeprefix("bytes=").rstrip("-")) if wanted and mirror.ranges else 0
                self.send_response(206 if start else 200)
                if start:
                    self.send_header("Content-Range", f"bytes {start}-{len(body) - 1}/{len(body)}")
                self.send_header("Content-Length", str(len(body) - start))
                self.send_header("ETag", f'"{hashlib.sha256(body).hexdigest()[:12]}"')
                self.end_headers()
                cuts = mirror.break_after.get(self.path)
                stop = start + cuts.pop(0) if cuts else len(body)
                self.wfile.write(body[start:stop])
                if stop < len(body):
                    self.close_connection = True

            def log_message(self, *_: object) -> None:
                pass

        return Handler


@pytest.fixture
def mirror() -> Iterator[Mirror]:
    mirror = Mirror()
    yield mirror
    mirror.close()


@pytest.fixture
def door() -> Iterator[LiveFetcher]:
    """The real door, allowed onto loopback; it asks once, so that broken transfers stay broken."""
    settings = FetchSettings(
        contact="https://example.org",
        allow_networks=("127.0.0.0/8",),
        host_delay=0.0,
        limits={**DEFAULT_LIMITS, "model": Limit(64 * MIB, 60.0, 0)},
    )
    with LiveFetcher(settings) as fetcher:
        yield fetcher


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
