"""`parallax compare --html`: the comparison as one page that needs nothing beside it."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files

from jinja2 import Environment, StrictUndefined

from parallax.pipeline.comparing import Comparison
from parallax.store.views import ArticleView
from parallax.telling import REASONS, balanced


def page(found: Comparison, views: Sequence[ArticleView]) -> str:
    """HTML with everything the terminal shows; every text from outside is escaped."""
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["balanced"] = balanced
    template = environment.from_string((files("parallax.cli") / "comparison.html").read_text("utf-8"))
    return template.render(
        found=found,
        views=views,
        names={view.article.id: view.outlet.name for view in views},
        kinds=REASONS,
    )
