"""An endpoint: where a model is reached, and whether that place is ours.

An endpoint is local if its host is loopback or is listed in ``model.local_hosts``. A name is not taken at its word:
what it resolves to must be ours too, and is looked up each time a connection is made.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from advisor.settings import ModelSettings

Resolver = Callable[[str, int], list[str]]
"""Gives the addresses of a host, as the name service of this machine tells them."""


@dataclass(frozen=True)
class Endpoint:
    """An OpenAI-compatible endpoint and the hosts that count as local."""

    base_url: str
    local_hosts: frozenset[str] = frozenset()

    @classmethod
    def of(cls, settings: ModelSettings) -> Endpoint | None:
        """The endpoint that the settings name, or ``None``."""
        if settings.base_url is None:
            return None
        return cls(settings.base_url, cls.hosts(settings))

    @staticmethod
    def hosts(settings: ModelSettings) -> frozenset[str]:
        """The hosts that the settings list as local."""
        return frozenset(plain_host(one) for one in settings.local_hosts)

    @property
    def host(self) -> str:
        """The host as it is named, in lower case."""
        return plain_host(urlsplit(self.base_url).hostname or "")

    @property
    def named(self) -> str:
        """Host and port, for records."""
        port = urlsplit(self.base_url).port
        return f"{self.host}:{port}" if port else self.host

    @property
    def local(self) -> bool:
        """Whether the host, as it is named, is ours."""
        return is_local_host(self.host, self.local_hosts)

    @property
    def encrypted(self) -> bool:
        """Whether what is sent is encrypted on its way."""
        return urlsplit(self.base_url).scheme == "https"

    def is_ours(self, address: str) -> bool:
        """Whether an address that the host resolves to may be taken as ours.

        A host that is loopback by name must be loopback in truth. A listed host may lie in a private network; a public
        address must itself be listed.
        """
        found = ipaddress.ip_address(address.partition("%")[0])
        if found.is_loopback or found.compressed in self.local_hosts:
            return True
        return self.host in self.local_hosts and found.is_private


def is_local_host(host: str, local_hosts: frozenset[str]) -> bool:
    """Whether a host is loopback, or listed as local."""
    if host in local_hosts or host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def plain_host(host: str) -> str:
    """A host in lower case, without the brackets, the port and the closing dot that it may be written with."""
    text = host.strip().lower()
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    return text.rstrip(".")


def looked_up(host: str, port: int) -> list[str]:
    """The addresses of a host, each once, in the order in which they are to be tried.

    Raises:
        OSError: the host is not known.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))
