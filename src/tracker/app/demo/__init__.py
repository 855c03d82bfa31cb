"""Sample data: a year in the work of one analyst, and files as large as a test wants them.

May import every other folder of the use cases, and none of them imports it. Everything is drawn
from a seed and told in weeks before today, so the same seed and day give the same story, and it
always ends with the week that holds today, half logged.
"""

from tracker.app.demo.many import fill_many
from tracker.app.demo.story import fill_demo

__all__ = ["fill_demo", "fill_many"]
