"""An S3 server of the tests' own: a node process, on loopback, with a bucket called ``shenbao``."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_ROOT = Path(__file__).parents[2]
_NODE = _ROOT / ".venv" / "bin" / "node"
_MODULES = _ROOT / ".venv" / "node" / "node_modules"
_SCRIPT = Path(__file__).with_suffix(".mjs")
BUCKET = "shenbao"
KEY = "S3RVER"
"""The only one whom it lets in, and his password."""


@contextmanager
def running(folder: Path) -> Iterator[str]:
    """Start one that keeps its files in this folder; yields its address."""
    if not (_MODULES / "@20minutes").exists():
        raise FileNotFoundError(f"{_MODULES} lacks an S3 server: `make test` installs it")
    with subprocess.Popen(
        [_NODE, _SCRIPT, _MODULES, folder],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdin is not None
        yield f"http://127.0.0.1:{int(process.stdout.readline())}"
        process.stdin.close()


def environment(address: str) -> dict[str, str]:
    """What an administrator sets to let shenbao use it."""
    known = {"ACCESS_KEY_ID": KEY, "SECRET_ACCESS_KEY": KEY, "REGION": "us-east-1", "ENDPOINT_URL": address}
    return {**os.environ, **{f"AWS_{name}": value for name, value in known.items()}}
