"""Importing a file: the table as it was read, how it was read, and what would become of it."""
