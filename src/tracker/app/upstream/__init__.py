"""What comes from upstream: links, what stopped, and whom that touches.

May import signals and evaluations, and the open file.
"""
