"""The page's scripts and styles without a browser: their own tests, and how old a browser may be."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from bot.channels.web.pages import STATIC
from bot.channels.web.texts import ZH
from tests.browser.node import NODE, ROOT, SCRIPTS

TEMPLATES = STATIC.parent / "templates"
# What no browser of 2019 knows. Where it may stand, it does so below something that they know: see `_fallbacks`.
_YOUNG = re.compile(
    r"[0-9](?:d|s|l)v[hwib]\b|\b(?:inset|aspect-ratio|gap|row-gap|column-gap|content-visibility|contain-intrinsic-size|"
    r"container|container-type|place-content|translate|rotate|scale|accent-color|scrollbar-gutter|text-wrap|"
    r"font-size-adjust)\s*:|:(?:has|is|where|focus-visible|user-invalid|popover-open|modal)\b|"
    r"@(?:container|layer|property|scope|starting-style|view-transition)\b|\b(?:color-mix|oklch|light-dark|round)\(|&"
)
_HARMLESS = re.compile(r"accent-color:|:not\(:focus-visible\)")
"""Old browsers leave these out, and lose a colour or keep an outline."""


def young(css: str) -> list[str]:
    """What old browsers do not know in a style sheet and cannot do without."""
    plain = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    lines = plain.splitlines()
    return [
        line.strip()
        for before, line in zip(["", *lines], lines, strict=False)
        if _YOUNG.search(line) and not _HARMLESS.search(line) and not _fallback(before, line)
    ]


def _fallback(before: str, line: str) -> bool:
    """Whether the line before says the same in older words, as ``height: 100vh`` before ``height: 100dvh``."""
    return ":" in line and before.strip().startswith(line.strip().split(":")[0] + ":")


def files(*suffixes: str) -> list[Path]:
    """The page's own files."""
    return sorted(path for path in STATIC.iterdir() if path.suffix in suffixes)


def test_the_modules_pass_their_own_tests() -> None:
    """Composing, pasting, finding, sending and waiting are tested by node itself, without a browser."""
    suites = sorted(SCRIPTS.glob("*.test.mjs"))
    assert len(suites) >= 4
    done = subprocess.run([NODE, "--test", *suites], capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, done.stdout


def test_styles_need_no_young_browser() -> None:
    """No property, unit or selector younger than 2020 without an older one before it."""
    for path in files(".css"):
        assert young(path.read_text()) == [], path.name


@pytest.mark.parametrize(
    "css", ["a { gap: 4px; }", "a {\n  height: 100dvh;\n}", ".a:has(b) { top: 0; }", ".a { &:hover { top: 0; } }"]
)
def test_the_check_of_styles_can_fail(css: str) -> None:
    """What is young is found."""
    assert young(css)


def test_an_older_declaration_before_a_young_one_will_do() -> None:
    """The old browser takes the first, the new one the second."""
    assert young("a {\n  height: 100vh;\n  height: 100dvh;\n}") == []


def test_pages_need_no_young_elements() -> None:
    """No dialog element, no popover, no inert; no script and no style within a page."""
    for path in TEMPLATES.glob("*.html"):
        page = path.read_text()
        assert not re.search(r"<dialog|popover|\binert\b|<style|\bstyle=|\bon\w+=|<script>", page), path.name


def test_every_module_is_announced_and_every_style_is_used() -> None:
    """The chat page names its modules beforehand, so that the browser fetches them at once and not one by one.

    ``link`` is the module of the page of an upload link.
    """
    page = (TEMPLATES / "chat.html").read_text()
    announced = set(re.findall(r'"(\w+)"', page[: page.index("modulepreload")].rpartition("for name in")[2]))
    assert announced | {"chat", "link"} == {path.stem for path in files(".js")}


def test_every_word_that_a_script_uses_is_there() -> None:
    """`texts.…` in a script is the name of a text."""
    used = {name for path in files(".js") for name in re.findall(r"\btexts\.(\w+)", path.read_text())}
    assert len(used) > 30
    assert used - ZH.keys() == set()


def test_files_are_small() -> None:
    """Every script and style sheet can be read at one sitting."""
    longest = {path.name: len(path.read_text().splitlines()) for path in files(".js", ".css")}
    assert {name: lines for name, lines in longest.items() if lines > 300} == {}
