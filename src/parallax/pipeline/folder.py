"""A folder of files that may all go: it never grows past its limit, and what was used longest ago goes first."""

from __future__ import annotations

import os
import threading
import time
from pathlib import Path

# After a clean-up this share of the limit is left, so that not every new file causes another.
LEFT = 0.9
# Reading marks a file as used, but no oftener than this: writing that down costs more than reading.
MARKED_EVERY = 86_400.0  # seconds


class Folder:
    """Files under names of at least three letters, spread over subfolders by the first two."""

    def __init__(self, root: Path, most_bytes: int) -> None:
        self.root = root
        self._most = most_bytes
        self._size: int | None = None  # counted when the first file is written
        self._guard = threading.Lock()

    def read(self, name: str) -> bytes | None:
        path = self._path(name)
        try:
            body = path.read_bytes()
            if time.time() - path.stat().st_mtime > MARKED_EVERY:
                path.touch()
        except FileNotFoundError:
            return None
        return body

    def write(self, name: str, body: bytes) -> None:
        path = self._path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_name(f"{path.name}.{os.getpid()}-{threading.get_ident()}")
        unfinished.write_bytes(body)
        unfinished.replace(path)  # at once, so that a killed process leaves no half file
        with self._guard:
            if self._size is None:
                self._size = sum(size for _, size, _ in self._files())
            else:
                self._size += len(body)
            if self._size > self._most:
                self._clean()

    def _clean(self) -> None:
        files = sorted(self._files())
        size = sum(size for _, size, _ in files)
        for _, bytes_freed, path in files:
            if size <= self._most * LEFT:
                break
            path.unlink(missing_ok=True)
            size -= bytes_freed
        self._size = size

    def _files(self) -> list[tuple[float, int, Path]]:
        """When each file was last used, its size, and where it is."""
        found = []
        for path in self.root.glob("??/*"):
            try:
                about = path.stat()
            except FileNotFoundError:
                continue
            found.append((about.st_mtime, about.st_size, path))
        return found

    def _path(self, name: str) -> Path:
        return self.root / name[:2] / name[2:]
