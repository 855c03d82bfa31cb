"""The open file, its rows as values, undo, lock, index: the only package that speaks SQLite.

It imports domain and detection.
"""
