"""What programs read: a JSON API described by OpenAPI, and feeds of every page."""
