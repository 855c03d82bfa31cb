"""Rows and values: the only package that speaks SQLite."""
