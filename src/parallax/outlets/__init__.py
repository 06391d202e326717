"""Who we listen to: the registry of outlets, the user's own list, and the health of feeds.

Names are imported on first use: most commands need the registry alone.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from parallax.outlets.checking import check_all
    from parallax.outlets.health import check_feed
    from parallax.outlets.opml import export_opml, import_opml
    from parallax.outlets.registry import Registry, load_registry
    from parallax.outlets.userfile import add_outlet, add_outlets

__all__ = [
    "Registry",
    "add_outlet",
    "add_outlets",
    "check_all",
    "check_feed",
    "export_opml",
    "import_opml",
    "load_registry",
]

_HOME = {
    "Registry": "registry",
    "add_outlet": "userfile",
    "add_outlets": "userfile",
    "check_all": "checking",
    "check_feed": "health",
    "export_opml": "opml",
    "import_opml": "opml",
    "load_registry": "registry",
}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
