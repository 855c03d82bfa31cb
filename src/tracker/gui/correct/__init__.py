"""Fixes & choices: fixes, conflicts and decisions, the chain upstream, and a look around.

Beside what lies below its layer it may import what several pages open (plan, measure, notes,
dialogs), and nothing of another page.
"""
