"""The check-in, page "This week": one page for everything due.

Beside what lies below its layer it may import what several pages open (plan, measure, notes,
dialogs), and nothing of another page.
"""
