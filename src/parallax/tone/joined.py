"""Parts of a file, each packed in an archive of its own, read as the one file they make."""

from __future__ import annotations

import io
from bisect import bisect_right
from collections.abc import Sequence
from contextlib import ExitStack
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZipFile

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer


def join(parts: Sequence[tuple[Path, str]]) -> io.BufferedReader:
    """Of each part its zip archive and its name in there. Raises ``BadZipFile`` and ``KeyError``."""
    return io.BufferedReader(_Joined(parts), buffer_size=1 << 17)


class _Joined(io.RawIOBase):
    """Nothing is written: a part is unpacked as it is read, and again from its beginning when somebody goes back."""

    def __init__(self, parts: Sequence[tuple[Path, str]]) -> None:
        super().__init__()
        # Until all are open the stack closes those that are, whatever is wrong with another.
        with ExitStack() as opened:
            archives = [opened.enter_context(ZipFile(path)) for path, _ in parts]
            named = [(archive, name) for archive, (_, name) in zip(archives, parts, strict=True)]
            sizes = [archive.getinfo(name).file_size for archive, name in named]
            self._parts = [opened.enter_context(archive.open(name)) for archive, name in named]
            self._open = opened.pop_all()
        self._starts = [0, *accumulate(sizes)]
        self._at = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        before = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._starts[-1]}
        self._at = max(0, before[whence] + offset)
        return self._at

    def readinto(self, into: WriteableBuffer) -> int:
        """Until the end of a part at most, as a raw stream may."""
        space = memoryview(into).cast("B")
        if self._at >= self._starts[-1]:
            return 0
        number = bisect_right(self._starts, self._at) - 1
        part, within = self._parts[number], self._at - self._starts[number]
        if part.tell() != within:
            part.seek(within)
        found = part.read(min(len(space), self._starts[number + 1] - self._at))
        space[: len(found)] = found
        self._at += len(found)
        return len(found)

    def close(self) -> None:
        self._open.close()
        super().close()
