"""What no log holds: words of people, raw requests, values of SQL statements."""

from __future__ import annotations

import io
import logging
import sys

import pytest
import structlog
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from bot.house import House, log_to_stderr
from bot.redaction import Brief, trace
from dialogs.turn.messages import Said
from tests.bot.test_rendering import contact

SECRET = "13912345678"


def failed(house: House, statement: str, **values: object) -> str:
    """What the log has of a statement that the database refuses."""
    try:
        with house.database.write() as session:
            session.connection().execute(text(statement), values)
    except DBAPIError as error:
        return trace(error)
    raise AssertionError("nothing was refused")


def test_the_values_of_a_statement_are_in_no_trace(house: House) -> None:
    """Of a broken statement, and of a row that is there already, which PostgreSQL quotes by itself."""
    with house.database.write() as session:
        insert = text("INSERT INTO lease (name, holder, until) VALUES (:name, :name, :name)")
        session.connection().execute(insert, {"name": SECRET})
    for statement in ("SELECT :name FROM nowhere", str(insert)):
        told = failed(house, statement, name=SECRET)
        assert "sqlalchemy" in told
        assert "test_redaction.py" in told
        assert SECRET not in told


def _read(name: str) -> None:
    try:
        int(name + "x")
    except ValueError as error:
        raise FileNotFoundError(2, "no such file", name) from error


def test_a_trace_names_all_causes_and_quotes_none() -> None:
    """Kinds and places, the first cause first; of the system's errors their name."""
    with pytest.raises(FileNotFoundError) as raised:
        _read(SECRET)
    told = trace(raised.value)
    assert told.index("builtins.ValueError") < told.index("builtins.FileNotFoundError ENOENT")
    assert SECRET not in told


def test_libraries_log_the_words_of_their_code_only() -> None:
    """What is put into them, and further lines, are left out."""
    stream = io.StringIO()
    logger = logging.getLogger("a library")
    handler = logging.StreamHandler(stream)
    handler.setFormatter(Brief())
    logger.addHandler(handler)
    try:
        raise ValueError(SECRET)
    except ValueError:
        logger.exception("Error handling request from %s", SECRET)
    logger.error("Task exception was never retrieved\n%s", SECRET)
    logger.removeHandler(handler)
    said = stream.getvalue()
    assert "error a library: Error handling request from %s" in said
    assert "builtins.ValueError" in said
    assert "Task exception was never retrieved" in said
    assert SECRET not in said


def test_a_turn_that_fails_logs_nothing_that_was_said(house: House) -> None:
    """The log has the address and where it failed."""
    address, stream = contact(house), io.StringIO()
    with house.database.write() as session:
        session.connection().exec_driver_sql("ALTER TABLE outbox RENAME TO elsewhere")
    kept = structlog.get_config()
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(stream), cache_logger_on_first_use=False)
    with pytest.raises(DBAPIError):
        house.conversations.receive(address, "secret", Said(f"改 1.2 {SECRET}"))
    structlog.configure(**kept)
    assert "turn failed" in stream.getvalue()
    assert "sqlalchemy" in stream.getvalue()
    assert SECRET not in stream.getvalue()


def test_logs_follow_the_stream_of_errors(monkeypatch: pytest.MonkeyPatch) -> None:
    """A stream that was closed after the house was built is not written to: logs and libraries use the present one."""
    old, new = io.StringIO(), io.StringIO()
    monkeypatch.setattr(sys, "stderr", old)
    log_to_stderr()
    monkeypatch.setattr(sys, "stderr", new)
    old.close()
    structlog.get_logger().info("tidied")
    logging.getLogger("a library").warning("a word")
    assert "tidied" in new.getvalue()
    assert "a word" in new.getvalue()
