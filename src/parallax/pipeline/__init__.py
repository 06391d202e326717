"""The journey of an article, from an address to a page in the store."""
