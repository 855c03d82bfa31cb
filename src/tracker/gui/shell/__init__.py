"""The window around the pages: rail, menus and status line, the session of a file, its dialogs.

It may import every page, but knows pages only by their key: the navigator alone names their
classes, and loads a page when it is first wanted.
"""
