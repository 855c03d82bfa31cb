"""What PyInstaller starts."""

import sys

from tracker.__main__ import main

sys.exit(main())
