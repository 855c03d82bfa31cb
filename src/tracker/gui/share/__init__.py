"""Share, the page of what leaves: scorecards and agreements seen first, the ledger, whom to ask.

It may import what several pages open (`plan`, `measure`, `notes`, `dialogs`), `widgets` and the
plumbing of the window, and no other page.
"""
