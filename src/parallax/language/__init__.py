"""Which language a text is in: short titles, mixed pages and mislabelled feeds included."""

from parallax.language.identify import identify, of_article
from parallax.language.names import article_tag, language_name

__all__ = ["article_tag", "identify", "language_name", "of_article"]
