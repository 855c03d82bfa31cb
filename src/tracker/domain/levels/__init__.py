"""The levels of a history: where each began, which one is usual, and what is accepted.

It may import its neighbours in domain, and detection, whose verdicts it reads.
"""
