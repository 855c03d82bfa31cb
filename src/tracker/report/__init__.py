"""Values → text, SVG, documents; knows no file and no window."""
