"""The weekly work: what is logged, skipped and finished, the check-in, its history and status.

May import the open file, and nothing of signals, whose sister it is.
"""
