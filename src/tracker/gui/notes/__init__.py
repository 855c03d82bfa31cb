"""Quick notes: the dialog that takes one from anywhere, and the lists in which they are read.

Besides what lies below `gui`, they may import `dialogs`, `widgets` and the plumbing of `gui`, but
no page.
"""
