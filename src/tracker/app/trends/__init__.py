"""One measure over time, and all of them: trend, judgement, multiples, heat map, pulse beside.

May import decisions, upstream, customers, measures and search, and what stands below them; transfer
is its sister.
"""
