"""Documents and SVG are painted by Qt here, as pages, PDF and PNG: the only Qt outside the window.

Besides what lies below its layer it may import Qt.
"""
