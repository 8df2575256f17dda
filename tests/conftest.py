"""What all tests share: the form of the edition, loaded once, and the switch that rewrites golden files."""

from __future__ import annotations

import os
import sys

import pytest

from dialogs.definition.form import Form
from dialogs.definition.loader import load
from dialogs.record.application import Application
from renderers.word import fill
from tests import in_memory
from tests.county import answered

pytest_plugins = ["tests.databases"]

# A process that may not keep what it compiled compiles everything again at every start, and many are started here.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
in_memory.use_it()


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--update`` rewrites transcripts and reports instead of comparing them."""
    parser.addoption("--update", action="store_true", help="rewrite golden files")


@pytest.fixture(scope="session")
def form() -> Form:
    """The edition hebei-clusters/2024."""
    return load()


@pytest.fixture(scope="session")
def county(form: Form) -> Application:
    """A whole county's application."""
    return answered(form)


@pytest.fixture(scope="session")
def paper(form: Form, county: Application) -> bytes:
    """Its 附件1."""
    return fill(form, county, draft=False)


@pytest.fixture
def update(request: pytest.FixtureRequest) -> bool:
    """Whether golden files are rewritten."""
    return bool(request.config.getoption("--update"))
