"""Backups of a data file: where they lie, what is in them, how one is brought back.

No window is needed for any of it, and every function works without the file being open. It may
import the open file, the settings, and what lies below `app`.
"""
