"""The weekly reminder: in the window, on the desktop, and while no window is open.

May import the parts that everybody shares (`gui.bridge`, `gui.theme`, `gui.widgets`), and what
`app.reminding` counts; the session begins it after the first paint, Settings shows and changes it.
"""
