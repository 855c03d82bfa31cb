"""The window that brings a backup back: opened by a file that does not open, or from the menu.

It stands beside the pages and knows none of them; whoever opens it answers its wishes. It may
import `widgets` and the plumbing of the window.
"""
