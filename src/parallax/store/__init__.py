"""What is remembered: one interface, SQLite behind it."""
