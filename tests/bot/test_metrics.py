"""`/metrics`: what Prometheus reads, where it listens, and what never stands in it."""

from __future__ import annotations

import urllib.request

import pytest
from prometheus_client.parser import text_string_to_metric_families

from bot.house import House
from bot.keeping.metrics import Metrics, MetricsNotServed, listening
from bot.settings import Settings
from dialogs.turn.messages import Said
from tests.bot.conftest import NOON
from tests.bot.test_rendering import contact
from tests.bot.web.test_roles import routes


def read(port: int) -> tuple[str, dict[str, dict[tuple[str, ...], float]]]:
    """The page as it is, and every sample by name and labels, as Prometheus' own reader finds them."""
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics") as answer:
        page = answer.read().decode()
    found: dict[str, dict[tuple[str, ...], float]] = {}
    for family in text_string_to_metric_families(page):
        for sample in family.samples:
            found.setdefault(sample.name, {})[tuple(sample.labels.values())] = sample.value
    return page, found


def settings(house: House, metrics: str) -> Settings:
    """The house's settings, with an address for figures."""
    return Settings(data=house.settings.data, now=NOON, metrics=metrics)


def test_what_stands_in_the_database_is_counted(house: House) -> None:
    """Answers by door, rows that wait, messages by state, processes, documents' times; nothing that was said."""
    address = contact(house)
    for number, words in enumerate(("开始", "否", "改 1.8 20", "改 1.2 某某园区管委会")):
        house.conversations.receive(address, f"m{number}", Said(words))
    metrics = Metrics()
    metrics.rendered("binder", 2.5)
    with listening(settings(house, "127.0.0.1:0"), metrics, house.database) as port:
        page, found = read(port)
    assert found["shenbao_database_up"] == {(): 1}
    assert sum(found["shenbao_answers_total"].values()) >= 2
    assert set(found["shenbao_waiting_rows"]) >= {("inbox",), ("outbox",), ("request",), ("document",), ("export",)}
    assert sum(found["shenbao_deliveries"].values()) > 0
    assert found["shenbao_render_seconds_sum"] == {("binder",): 2.5}
    assert "管委会" not in page


def test_it_listens_nowhere_unless_it_is_told(house: House) -> None:
    """Without the setting there is no port."""
    with listening(settings(house, ""), Metrics(), house.database) as port:
        assert port == 0


@pytest.mark.parametrize("address", ["9464", "127.0.0.1:", "127.0.0.1:http", "127.0.0.1:99999"])
def test_an_address_that_is_none_is_refused(address: str) -> None:
    """A port alone would listen to everybody; the mistake says what is wanted."""
    with pytest.raises(ValueError, match=r"127\.0\.0\.1:9464"):
        Settings(metrics=address)


def test_the_port_of_the_page_knows_nothing_of_it(house: House) -> None:
    """What a proxy makes public holds no figures: the only door is the setting's."""
    assert not [route for route in routes(house) if "metrics" in route]


def test_an_address_in_use_is_named(house: House) -> None:
    """The service says which setting to change."""
    with listening(settings(house, "127.0.0.1:0"), Metrics(), house.database) as port:
        taken = settings(house, f"127.0.0.1:{port}")
        with pytest.raises(MetricsNotServed, match=str(port)), listening(taken, Metrics(), house.database):
            pass
