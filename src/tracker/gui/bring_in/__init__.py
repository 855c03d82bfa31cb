"""Importing a file: the table as it was read, how it was read, and what would become of it.

The head of each column, what was chosen of it, and a card a measure stand in modules of their own;
`page` puts them together, and `writing` takes the file in. It may import `widgets` and the plumbing
of the window, and no other page.
"""
