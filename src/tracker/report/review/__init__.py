"""A review pack lives here, as content, chapters, summary and document.

Besides what lies below report it may import scorecard, text, documents and charts.
"""
