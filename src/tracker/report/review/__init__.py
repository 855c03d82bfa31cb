"""A review pack lives here, as values, parts, document and deck.

`content` are the values; `front` with the `summary`, `chapters` and `appendix` are the parts that
the `document` is made of; `deck` is to be presented. Besides what lies below report they may import
scorecard, text, documents and charts.
"""
