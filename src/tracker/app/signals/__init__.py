"""What the judgement says today, and what a person does about it: fixes, words, events.

May import the open file, and nothing of evaluations, whose sister it is.
"""
