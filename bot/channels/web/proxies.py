"""Who really asks, where proxies stand in between: they are believed only where a setting names them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

Network = IPv4Network | IPv6Network
_ONE_LINE = 64
"""Bits of an IPv6 address that its owner cannot choose: one line has all the addresses behind them."""


def networks(named: str) -> tuple[Network, ...]:
    """The addresses and networks of a setting, between commas; ``ValueError`` for what is none."""
    return tuple(ip_network(each.strip()) for each in named.split(",") if each.strip())


def client(remote: str, forwarded: Iterable[str], trusted: tuple[Network, ...]) -> str:
    """The network address of the browser, from the one that is connected and all ``X-Forwarded-For`` in order.

    Each proxy adds at the end whom it heard, so the last one that is no proxy of ours is the browser; what stands
    before it anybody may have written.
    """
    heard = [each.strip() for line in forwarded for each in line.split(",")]
    present = remote
    while heard and _among(present, trusted):
        earlier = _address(heard.pop())
        if earlier is None:
            break
        present = str(earlier)
    return _line(present)


def _among(name: str, trusted: tuple[Network, ...]) -> bool:
    address = _address(name)
    return address is not None and any(address in network for network in trusted)


@lru_cache(maxsize=1024)  # a page that is open asks again and again
def _address(name: str) -> IPv4Address | IPv6Address | None:
    try:
        address = ip_address(name)
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return mapped or address


def _line(name: str) -> str:
    """What counts as one asker: an IPv4 address, or the network of an IPv6 line."""
    address = _address(name)
    if isinstance(address, IPv6Address):
        return str(IPv6Network((int(address), _ONE_LINE), strict=False))
    return name if address is None else str(address)
