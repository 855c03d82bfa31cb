"""The pack for a performance review: its content, its evidence, and what is not shown yet.

May import everything of the use cases but overview, series (its sisters) and demo.
"""
