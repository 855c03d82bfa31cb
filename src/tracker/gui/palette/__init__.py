"""The palette: one field over any page, for whatever has a name or was written.

Stands above the pages and knows none of them; the navigator opens it and goes where it points. It
may import what several pages open (`notes`), `widgets` and the plumbing of the window.
"""
