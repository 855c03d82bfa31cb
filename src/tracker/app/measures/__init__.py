"""What is promised: measures written and listed, their notation, and those to begin from.

May import signals and evaluations, and the open file.
"""
