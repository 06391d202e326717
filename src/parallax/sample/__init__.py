"""An invented day of news, so that everything can be seen and tested without a network.

It enters as a capture through the same journey as real news. Countries and
capitals are real; every outlet, person, other place and event is made up, and every
page says so.
"""

from __future__ import annotations

from parallax.sample.capture import edition_day, write_capture
from parallax.sample.edition import edition_outlets
from parallax.sample.memory import memory_sentences, write_tmx

__all__ = ["edition_day", "edition_outlets", "memory_sentences", "write_capture", "write_tmx"]
