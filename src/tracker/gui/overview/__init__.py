"""Overview: what needs this person, and everything at a glance.

Beside what lies below its layer it may import what several pages open (plan, measure, notes,
dialogs), and nothing of another page.
"""
