"""SVG → PNG and PDF, and the shipped files both need: the only Qt outside the window."""
