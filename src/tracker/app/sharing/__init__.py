"""What leaves the house: scorecards, the agreement, the published folder, the ledger.

May import trends and transfer, and what stands below them; feedback is its sister.
"""
