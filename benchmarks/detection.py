"""Print what detection promises: false alarms in a year, weeks to notice, and how others fare.

    python -m benchmarks.detection            a few minutes on two cores
    python -m benchmarks.detection --quick    about a minute, rougher

The same seed prints the same figures. How to read them stands in docs/detection.md.
"""

from __future__ import annotations

import sys
from pathlib import Path

if not __package__:  # run as a file: the package is one folder up
    sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.detection_tables import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
