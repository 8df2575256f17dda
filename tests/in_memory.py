"""Where tests keep their files: in memory, where there is plenty of it, for thousands of commits wait for a disk.

A process that is killed leaves there what it would leave on a disk; only a machine that loses its power does not.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

_MEMORY = Path("/dev/shm")  # noqa: S108 the folder is only where private ones are made
_ENOUGH = 4 << 30


def there_is_enough(folder: Path = _MEMORY) -> bool:
    """Whether files can be kept there, and programs be started from there."""
    if not os.access(folder, os.W_OK | os.X_OK) or os.statvfs(folder).f_flag & os.ST_NOEXEC:
        return False
    return min(shutil.disk_usage(folder).free, _available()) > _ENOUGH


def use_it() -> None:
    """Let everything temporary of this process, and of those that it starts, be made there."""
    if "TMPDIR" not in os.environ and there_is_enough():
        os.environ["TMPDIR"] = str(_MEMORY)
        tempfile.tempdir = None  # asked for anew


def _available() -> int:
    try:
        lines = Path("/proc/meminfo").read_text("ascii").splitlines()
    except FileNotFoundError:
        return 0
    return next(int(line.split()[1]) << 10 for line in lines if line.startswith("MemAvailable:"))
