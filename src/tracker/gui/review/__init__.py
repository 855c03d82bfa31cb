"""Review, the page of the pack for a performance review: with surprises, evidence, and the search.

Each of its four views is made when it is first wanted, and the pack in another thread. It may
import what several pages open (`plan`, `measure`, `notes`, `dialogs`), `widgets` and the plumbing
of the window, and no other page.
"""
