"""How it looks: the window and everything in it."""
