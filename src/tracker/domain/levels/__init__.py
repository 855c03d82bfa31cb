"""The levels of a history: where each began, which one is usual, and what is accepted."""
