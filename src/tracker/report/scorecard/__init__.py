"""The scorecard, the agreement, a customer's reply code and the page of a decision live here.

Besides what lies below report they may import text, documents and charts.
"""
