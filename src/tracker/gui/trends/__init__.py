"""Trends, the page of one measure's chart, of all of them side by side, and of the pulse beside it.

Its list, head, chart, verdict and notes are put together by `view` and wired by `page`; pyqtgraph
and numpy are imported by `chart` and what only `chart` imports. It may import what several pages
open (`plan`, `measure`, `notes`, `dialogs`), `widgets` and the plumbing of the window, and no other
page.
"""
