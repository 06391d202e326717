"""The user's own outlets: a TOML file that adds, changes or mutes by id.

    [outlets.my-valley-news]
    name = "My Valley News"
    homepage = "https://valley.example/"
    country = "NZ"
    feeds = ["https://valley.example/feed"]

    [outlets.bbc-com]          # known: only what is written here changes
    name = "The Beeb"

    [outlets.rt-com]
    mute = true                # not listened to any more

People write in this file, so adding to it keeps their comments and order.
"""

from __future__ import annotations

import os
import tempfile
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import tomlkit

from parallax.errors import RegistryError
from parallax.model import Outlet
from parallax.outlets.schema import Record, fields_of, read_record

# Who vouches for an ownership the user wrote without saying where it is from.
USERS_BASIS = "your own file of outlets"


def apply_user_file(shipped: Iterable[Record], path: Path) -> tuple[Record, ...]:
    """The shipped records with the user's file on top.

    Raises :class:`RegistryError` naming the file, the line of the table and the field.
    """
    text = _read(path)
    records = {record.outlet.id: record for record in shipped}
    for outlet_id, fields in _tables(text, path).items():
        where = f"{path}, line {_line_of(text, outlet_id)}, [outlets.{outlet_id}]"
        if not isinstance(fields, Mapping):
            raise RegistryError(
                f"{where}: must be a table", hint=f"Begin it with a line [outlets.{outlet_id}]."
            )
        changes = dict(fields)
        muted = changes.pop("mute", False)
        if not isinstance(muted, bool):
            raise RegistryError(f"{where}: 'mute' is {muted!r}", hint="Write true or false.")
        if muted:
            records.pop(outlet_id, None)
            continue
        known = records.get(outlet_id)
        before: dict[str, Any] = {"id": outlet_id}
        if known is not None:
            before = {**fields_of(known.outlet), "also_at": list(known.also_at)}
        records[outlet_id] = read_record({**before, **_with_basis(changes)}, where=where)
    return tuple(records.values())


def add_outlet(user_file: Path, outlet: Outlet) -> bool:
    """Write one outlet into the user's file; whether it replaced one. See :func:`add_outlets`."""
    return bool(add_outlets(user_file, (outlet,)))


def add_outlets(user_file: Path, outlets: Iterable[Outlet]) -> frozenset[str]:
    """Write outlets into the user's file, which is made if needed; the ids of those replaced. Comments there stay.

    An outlet of the same id in that file is replaced. The file is swapped in one step,
    so a crash leaves the old one whole. Raises :class:`RegistryError` when the file
    is not TOML, cannot be written, or an outlet breaks the schema; nothing is written then.
    """
    added = tuple(outlets)
    for outlet in added:
        read_record(fields_of(outlet), where=f"outlet {outlet.id!r}")
    _make_folder(user_file)
    with _alone(user_file):
        text = _read(user_file) if user_file.exists() else ""
        _tables(text, user_file)
        document = tomlkit.parse(text)
        tables = document.setdefault("outlets", tomlkit.table(is_super_table=True))
        before = frozenset(tables)
        for outlet in added:
            tables[outlet.id] = _table(outlet)
        _write(user_file, tomlkit.dumps(document))
    return before.intersection(outlet.id for outlet in added)


def _make_folder(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _unwritable(path, error) from error


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Others who add to the file wait; else what one read, the other would write back without its addition.

    The folder is locked, as the file itself is swapped for another.
    """
    try:
        import fcntl
    except ImportError:  # Windows: no such locks
        yield
        return
    try:
        folder = os.open(path.parent, os.O_RDONLY)
    except OSError as error:
        raise _unwritable(path, error) from error
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def _table(outlet: Outlet) -> Any:
    table = tomlkit.table()
    for key, value in fields_of(outlet).items():
        if key != "id":
            table.add(key, _inline(value) if isinstance(value, dict) else value)
    return table


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise RegistryError(
            f"{path}: cannot be read: {error}", hint="It must be a UTF-8 text file."
        ) from error


def _tables(text: str, path: Path) -> Mapping[str, Any]:
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise RegistryError(
            f"{path}: not TOML: {error}", hint="Mend that line; see https://toml.io."
        ) from error
    if unknown := content.keys() - {"outlets"}:
        raise RegistryError(
            f"{path}: there is no section {sorted(unknown)[0]!r}",
            hint="Write each outlet as [outlets.some-id].",
        )
    outlets = content.get("outlets", {})
    if not isinstance(outlets, dict):
        raise RegistryError(
            f"{path}: 'outlets' is not a table", hint="Write each outlet as [outlets.some-id]."
        )
    return outlets


def _line_of(text: str, outlet_id: str) -> int:
    """The line that begins an outlet's table; 1 when it is written in some other way."""
    headers = {f"[outlets.{outlet_id}]", f'[outlets."{outlet_id}"]', f"[outlets.'{outlet_id}']"}
    for number, line in enumerate(text.splitlines(), start=1):
        if line.split("#")[0].strip().replace(" ", "") in headers:
            return number
    return 1


def _with_basis(changes: dict[str, Any]) -> dict[str, Any]:
    said = changes.get("ownership")
    if isinstance(said, Mapping) and said.get("kind", "unknown") != "unknown" and not said.get("basis"):
        return {**changes, "ownership": {**said, "basis": USERS_BASIS}}
    return changes


def _inline(fields: dict[str, str]) -> Any:
    table = tomlkit.inline_table()
    table.update(fields)
    return table


def _write(path: Path, text: str) -> None:
    """Write beside the file and swap, with the file's own permissions."""
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            if path.exists():
                Path(name).chmod(path.stat().st_mode & 0o777)
            Path(name).replace(path)
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise _unwritable(path, error) from error


def _unwritable(path: Path, error: OSError) -> RegistryError:
    return RegistryError(
        f"{path}: cannot be written: {error.strerror or error}",
        hint="Check its folder's permissions, and its disk's room.",
    )
