"""Whether Word would open a file: asked of Microsoft's own validator (Open XML SDK), a program that npm brings."""

from __future__ import annotations

import json
import platform
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

from tests.browser.node import MODULES

_VALIDATOR = MODULES / "@xarsh" / "ooxml-validator-linux-x64" / "ooxml-validator"
AVAILABLE = sys.platform == "linux" and platform.machine() == "x86_64"
"""Whether the program runs on this machine; where it does, it has to be there."""


def damages(file: Path) -> list[str]:
    """What is wrong with a .docx or .xlsx, in the validator's words; also parts that stand in it twice."""
    ended = subprocess.run([_VALIDATOR, file], capture_output=True, check=True, timeout=60)
    report = json.loads(ended.stdout)
    found = [f"{each['path']} {each['xPath']}: {each['description']}" for each in report["errors"]]
    if report["ok"] != (not found):
        raise AssertionError(f"the validator says {report}")
    parts = ZipFile(file).namelist()
    return found + sorted(f"{part} stands there twice" for part in set(parts) if parts.count(part) > 1)
