"""Every cap of the feed reader, with the reason of its number.

A feed is written by a stranger. Each cap lets through what newsrooms really publish and
keeps time and memory bounded for what they do not.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

# --- the document -----------------------------------------------------------------------

MAX_BYTES = 32 * 2**20
"""Bytes read of one document. 200,000 minimal items fit; an ordinary feed is below 1 MiB."""

MAX_TAGS = 3_000_000
"""Angle brackets read of one document. libxml2 spends about 100 bytes a node, so a document
made of nothing but tags stays below 200 MB."""

MAX_MENDED_CHARS = 8 * 2**20
"""Characters mended of a broken document: mending runs in Python, at a few MB a second."""

MAX_DEPTH = 64
"""Nesting kept when mending. XHTML inside a feed rarely passes 20; libxml2 stops at 256."""

MAX_MENDED_ATTRIBUTE = 16_384
"""Characters of one attribute kept when mending; longer ones are inline data, never an address."""

PROLOG_WINDOW = 65_536
"""Characters in which the first element must appear. Longer junk is not a feed with a mishap."""

# --- items ------------------------------------------------------------------------------

MAX_ENTRIES = 500
"""Entries kept of one document, the newest ones. Feeds list 10 to 100; busy news sitemaps a few
hundred between two polls; more is an archive or an attack."""

MAX_CHILDREN = 500
"""Child elements looked at in one item. A gallery with 100 pictures still fits."""

MAX_CHILD_SITEMAPS = 1000
"""Addresses kept of a sitemap index, the newest ones (the protocol allows 50,000)."""

SITEMAP_WINDOW = timedelta(days=3)
"""How old a sitemap's entry may be. News sitemaps hold two days by their own rules; a day more
covers zones and late polls."""

# --- texts (characters) -----------------------------------------------------------------

MAX_TITLE = 500  # the longest headline seen in the wild is below 300
MAX_SUMMARY = 2000  # what a page or a card can show; longer is the article itself
MAX_CONTENT_HTML = 200_000  # about 30,000 words: a long read fits three times
MAX_RAW_TEXT = 40_000  # looked at to make a title or a summary, markup included
MAX_TAGS_IN_TEXT = 10_000  # a live blog of a day has 5,000
MAX_HTML_DEPTH = 100  # page builders nest 30 deep
MAX_FORMATTING_DEPTH = 16  # <b>, <a> and the like left open: each block repeats them all
MAX_ALL_HTML = 8 * 2**20  # of one document's full texts together: 500 articles of 16,000 characters
MAX_NAME = 200  # an author, a credit, a category
MAX_CAPTION = 1000
MAX_GUID = 1000
MAX_RAW_DATE = 100
MAX_URL = 2048  # what browsers, servers and the sitemap protocol agree on
MAX_AUTHORS = 10
MAX_CATEGORIES = 20
MAX_DISCOVERED = 20

# --- times ------------------------------------------------------------------------------

EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
"""Before the web no page was published; earlier values are defaults (0, 1970) or mistakes."""

FUTURE_SLACK = timedelta(hours=1)
"""Clocks of servers differ and summer time is misapplied by one hour."""
