"""Search over everything that was kept: what was typed, what was found, each table's words.

May import signals and evaluations, and the open file.
"""
