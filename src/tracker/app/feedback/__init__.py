"""What comes back from customers: ratings, replies, whom to ask, who saw it first.

May import trends and transfer, and what stands below them; sharing is its sister.
"""
