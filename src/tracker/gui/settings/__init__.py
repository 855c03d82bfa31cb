"""Settings: who I am, how it looks, what is asked, where the data and published pages lie.

Beside what lies below its layer it may import what several pages open (plan, measure, notes,
dialogs), and nothing of another page.
"""
