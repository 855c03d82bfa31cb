"""What turns on the interfaces for who listens is tried in a process of its own.

They stay turned on for a process, and Qt then asks for them at every widget of every later test.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent


@pytest.mark.parametrize("name", ["garbage", "heard", "start", "walk_by_keys"])
def test_who_listens_and_who_has_only_keys_is_served(name):
    file = HERE / f"apart_{name}.py"
    words = ("-m", "pytest", "-q", "-n0", "-p", "no:cacheprovider", str(file))
    run = subprocess.run(
        [sys.executable, *words],
        capture_output=True,
        encoding="utf-8",
        check=False,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
    )
    assert run.returncode == 0, run.stdout[-4000:] + run.stderr[-2000:]
    assert " passed" in run.stdout
