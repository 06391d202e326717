"""A mirror of models on loopback, and the real door to it."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
import zstandard

from parallax.fetch.live import LiveFetcher
from parallax.fetch.settings import DEFAULT_LIMITS, MIB, FetchSettings, Limit


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
