"""How every item ended, how feeds answered, and their health."""

from __future__ import annotations

from datetime import timedelta

from invented_builders import HOSTILE, NOW, TODAY

from parallax.model import (
    Health,
    LedgerEntry,
    Outcome,
)
from parallax.store.views import (
    FeedPoll,
)

LEDGER = (
    LedgerEntry(TODAY, "folha-do-porto", "https://folha-do-porto.example/balsa", Outcome.STORED),
    LedgerEntry(TODAY, "folha-do-porto", "https://folha-do-porto.example/velha", Outcome.UNCHANGED),
    LedgerEntry(
        TODAY, "folha-do-porto", "https://folha-do-porto.example/galeria", Outcome.NOT_ARTICLE, "a gallery"
    ),
    LedgerEntry(
        TODAY, "gazeta-trancada", "https://gazeta-trancada.example/", Outcome.REFUSED_ROBOTS, "Disallow: /"
    ),
    LedgerEntry(TODAY, "radio-serra", "javascript:alert(1)", Outcome.FAILED, HOSTILE),
    LedgerEntry(TODAY - timedelta(days=1), "radio-serra", "https://radio-serra.example/evil", Outcome.STORED),
    LedgerEntry(TODAY, "mtkvari", "https://mtkvari.example/khidi", Outcome.UNTRANSLATED, "no model for ka"),
)

POLLS = (
    FeedPoll(TODAY, "https://diario-mudo.example/feed.xml", "diario-mudo", answered=24),
    FeedPoll(TODAY, "https://hafen.example/feed.xml", "hafen", failed=5, detail="timed out after 20 s"),
)

HEALTH = {
    "folha-do-porto": Health(
        "folha-do-porto", "https://folha-do-porto.example/feed.xml", "alive", "30 entries", NOW
    ),
    "hafen": Health("hafen", "https://hafen.example/feed.xml", "dead", "HTTP 410", NOW),
}
