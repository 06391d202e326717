"""What the reference does not name fails: commands, options, settings, outcomes."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest
import typer.main
from pydantic import BaseModel

from parallax.cli.main import app
from parallax.config import Settings
from parallax.model import Outcome

ROOT = Path(__file__).resolve().parents[2]
REFERENCE = (ROOT / "docs" / "reference.md").read_text(encoding="utf-8")


def commands(group: click.Group, path: str = "parallax") -> list[tuple[str, click.Command]]:
    found = []
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            found += [(f"{path} {name}", command), *commands(command, f"{path} {name}")]
        else:
            found.append((f"{path} {name}", command))
    return found


COMMANDS = commands(typer.main.get_command(app))  # type: ignore[arg-type]


@pytest.mark.parametrize(("path", "command"), COMMANDS, ids=[path for path, _ in COMMANDS])
def test_every_command_and_option_is_named(path, command):
    words = path.split()
    assert f"`{path}" in REFERENCE or f"`{words[-1]}" in REFERENCE or f"{words[-2]} {words[-1]}" in REFERENCE
    section = REFERENCE.split(f"### `parallax {words[1]}", 1)[1].split("\n### ", 1)[0].split("\n## ", 1)[0]
    for option in command.params:
        if isinstance(option, click.Option) and option.name not in {"as_json", "help"}:
            for name in (*option.opts, *option.secondary_opts):
                assert name in section, f"{path} {name} is not in docs/reference.md"


def settings() -> list[str]:
    names = []
    for name, field in Settings.model_fields.items():
        section = field.annotation
        if isinstance(section, type) and issubclass(section, BaseModel):
            names += [f"{name}.{inner}" for inner in section.model_fields]
        else:
            names.append(name)
    return names


@pytest.mark.parametrize("name", settings())
def test_every_setting_is_named(name):
    assert f"| `{name}` |" in REFERENCE


def test_no_setting_is_named_that_is_gone():
    table = REFERENCE.split("## Settings", 1)[1].split("## Outcomes", 1)[0]
    assert set(re.findall(r"^\| `([a-z_.]+)` \|", table, re.MULTILINE)) == set(settings())


@pytest.mark.parametrize("outcome", list(Outcome))
def test_every_outcome_is_explained(outcome):
    assert f"| `{outcome.value}` |" in REFERENCE


def test_every_link_between_our_documents_leads_somewhere():
    for page in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]:
        for target in re.findall(r"\]\((?!https?://|#|mailto:)([^)#]+)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"
