"""What a screen reader is told: of what is drawn, and of what just happened.

`announcing` says a sentence aloud; `points` is what a drawn widget tells of itself, and `faces`
hands that to Qt; `buddies` names boxes where the system takes a name from a label only,
and `tabbing` lets Tab go as one reads. It lies under all of `gui`, and imports nothing of it.
"""
