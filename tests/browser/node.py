"""Node, as the development tools bring it: runs the page's modules without a browser, types and lints them."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
NODE = Path(sys.executable).with_name("node")
MODULES = ROOT / ".venv" / "node" / "node_modules"
SCRIPTS = Path(__file__).parent / "scripts"
