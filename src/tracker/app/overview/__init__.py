"""The Overview: what needs this person, what got better, what is calm.

May import everything of the use cases but review, series (its sisters) and demo.
"""
