"""The values of every picture live here, with ticks, SVG, legend, and a chart read aloud.

Besides what lies below report they may import nothing but `dates` and `wording`.
"""
