"""The palette: one field over whatever page, for whatever has a name or was written.

Stands above the pages, of which it reads only how a hit is shown; the navigator opens it and goes
where it points.
"""
