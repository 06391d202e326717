"""`parallax config`: every setting, where it comes from, and a file to start from."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from parallax.cli.output import AsJson, out, print_json, print_table
from parallax.errors import InputError

app = typer.Typer(help="Show the settings and where they come from.", invoke_without_command=True)


@app.callback()
def show(context: typer.Context, as_json: AsJson = False) -> None:
    """Show every setting with its value and where the value comes from."""
    if context.invoked_subcommand is not None:
        return
    from parallax.config import config_file, load

    rows = [(name, value, origin) for name, value, origin, _ in described(load())]
    if as_json:
        print_json({name: {"value": value, "from": origin} for name, value, origin in rows})
        return
    print_table(f"Settings (file: {config_file()})", ("setting", "value", "from"), rows)


@app.command()
def path() -> None:
    """Print where the settings file is (or would be)."""
    from parallax.config import config_file

    typer.echo(config_file())


@app.command()
def init(
    force: Annotated[bool, typer.Option("--force", help="Replace a file that is there.")] = False,
) -> None:
    """Write a settings file with every setting in it, commented out."""
    from parallax.cli.unfinished import unfinished
    from parallax.config import Settings, config_file

    target = config_file()
    if target.exists() and not force:
        raise InputError(f"{target} is there already.", hint="Use --force to replace it.")
    text = template(described(Settings.model_construct()))
    with unfinished(target, folder=False) as part:
        part.write_text(text, encoding="utf-8")
    out().print(f"Wrote {target}", soft_wrap=True)


def described(settings: Any) -> list[tuple[str, str, str, str]]:
    """Name, value, origin and meaning of each setting, secrets masked."""
    from pydantic import BaseModel

    rows = []
    for name, field in type(settings).model_fields.items():
        value = getattr(settings, name)
        if isinstance(value, BaseModel):
            rows += [
                (
                    f"{name}.{inner}",
                    _shown(getattr(value, inner)),
                    _origin(name, inner),
                    about.description or "",
                )
                for inner, about in type(value).model_fields.items()
            ]
        else:
            rows.append((name, _shown(value), _origin(name), field.description or ""))
    return rows


def template(rows: list[tuple[str, str, str, str]]) -> str:
    """A settings file that changes nothing: all of it is comments."""
    lines = ["# Parallax settings. Take away the # in front of a line to change it.", ""]
    section = ""
    for name, value, _, meaning in sorted(rows, key=lambda row: "." in row[0]):
        head, _, tail = name.rpartition(".")
        if head != section:
            lines += ["", f"[{head}]"]
            section = head
        lines += [f"# {meaning}", f"# {tail or name} = {value}"]
    return "\n".join(lines) + "\n"


def _origin(*path: str) -> str:
    import os
    import tomllib

    from parallax.config import config_file

    if f"PARALLAX_{'__'.join(path)}".upper() in os.environ:
        return "environment"
    try:
        found: Any = tomllib.loads(config_file().read_text(encoding="utf-8"))
        for part in path:
            found = found[part]
    except (OSError, KeyError):
        return "default"
    return "file"


def _shown(value: object) -> str:
    import json

    from pydantic import SecretStr

    if isinstance(value, SecretStr):
        return '"(set)"' if value.get_secret_value() else '""'
    if isinstance(value, bool | int | float):
        return json.dumps(value)
    if isinstance(value, tuple):
        return json.dumps(list(value))
    return json.dumps(str(value), ensure_ascii=False)
