"""A whole day as one thing to carry away: a folder of pages or a book, readable without a server."""
