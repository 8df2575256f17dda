"""Malformed requests at every route: no fault of ours, no process lost, no secret in a log."""

from __future__ import annotations

from collections import Counter

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.house import House
from dialogs.turn.messages import Said
from tests.bot.web.fuzzing import Asked, Served, requests, served
from tests.bot.web.test_roles import ROUTES

_NAMED = ("GET /static", "* /{nowhere}")
_FILLED = [each for each in ROUTES if each not in _NAMED] + ["GET /static/x/chat.js", "GET /nowhere/{a}/{b}"]
_WORDS = "13912345678"
_ELSEWHERE = Asked("POST", "/say", "", [("Origin", b"http://elsewhere.example")], "application/json", b"{}", None, True)
"""A page of another site that lets a signed-in browser post."""
_REFUSED = {503, 507}
"""Statuses above 500 that are no fault: busy, and no room."""


def filled(web: Served, asked: Asked) -> bytes:
    """The request, with links that hold in place of their names."""
    path = asked.path
    if "<token>" in path:
        token = web.upload() if path.startswith("/u/") else web.invite() if path.startswith("/i/") else "none"
        path = path.replace("<token>", token)
    return Asked(**{**asked.__dict__, "path": path}).written(web.sign_in(), web.port)


def test_malformed_requests_are_no_fault_of_ours(house: House) -> None:
    """Whatever comes at whatever route: an answer below 500 or a closed line, and the next request is answered."""
    statuses: Counter[int] = Counter()
    with served(house) as web:
        web.sign_in()
        house.conversations.receive(1, "words", Said(_WORDS))

        @example(asked=_ELSEWHERE)
        @settings(max_examples=200, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
        @given(asked=requests(_FILLED))
        def _ask(asked: Asked) -> None:
            status = web.ask(filled(web, asked))
            statuses[status] += 1
            assert status < 500 or status in _REFUSED, web.log.getvalue()[-3000:]

        _ask()
        assert web.ask(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n") == 200
        logged = web.log.getvalue()
    assert {200, 400, 401, 403, 404, 405} <= statuses.keys(), statuses
    assert "request failed" not in logged
    assert not [secret for secret in (*web.secrets, _WORDS) if secret in logged]


def test_bytes_that_are_no_requests_are_refused(house: House) -> None:
    """Garbage, cut-off heads, endless lines: 400, or the line is closed."""
    with served(house) as web:

        @settings(max_examples=100, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
        @given(
            start=st.sampled_from(
                [b"", b"GET / HTTP/1.1\r\n", b"POST /say HTTP/1.1\r\nHost: x\r\n", b"GET /i/\xff\x00"]
            ),
            rest=st.binary(max_size=300) | st.just(b"A" * 20_000) | st.just(b"X: y\r\n" * 2_000),
        )
        def _send(start: bytes, rest: bytes) -> None:
            assert web.ask(start + rest) < 500, web.log.getvalue()[-3000:]

        _send()
        assert web.ask(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n") == 200
        assert "request failed" not in web.log.getvalue()


def test_every_route_is_asked() -> None:
    """The routes are those of the table of roles, which holds all there are."""
    assert set(_FILLED) >= ROUTES.keys() - set(_NAMED)
