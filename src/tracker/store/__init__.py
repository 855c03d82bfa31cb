"""The open file, its rows as values, undo, lock, index: the only package that opens SQLite.

It imports domain and detection.
"""
