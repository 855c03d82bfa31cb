"""The `Document` lives here, with its writers: HTML, Markdown, Word and slides.

Besides what lies below report they may import charts, and each writer the library of its format,
once it begins to write.
"""
