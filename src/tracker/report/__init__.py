"""Values become text and pictures here, without a file and without Qt.

Besides what lies below it, report imports only itself: of its five folders review, scorecard, text,
documents and charts each may use only those after it, and `dates` and `wording` lie beneath them.
"""
