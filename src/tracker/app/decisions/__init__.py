"""Conflicts between customers and the decisions that end them: written, read, and as a page.

May import signals and evaluations, and the open file.
"""
