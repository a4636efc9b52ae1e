"""Connecting the ledger: the database that the settings name, and the key that signs in its name."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from advisor.ledger.store import Store
from advisor.settings import Settings

if TYPE_CHECKING:
    from advisor.ledger.signing import Signing

LEDGER_FILE = "ledger.sqlite"
KEY_FILE = "signing-key.pem"


def open_ledger(settings: Settings, now: datetime) -> Store:
    """The store of the ledger: a file in the home folder, or the database that the settings name.

    Raises:
        StoreUnavailable: the place cannot be opened or written.
        LedgerError: a newer release has changed the ledger's shape, or the driver of the database is not installed.
    """
    url = settings.ledger.url
    return Store(settings.home / LEDGER_FILE if url is None else url.get_secret_value(), now=now)


def is_kept(settings: Settings) -> bool:
    """Whether there is a ledger already: a database is named, or the file is there."""
    return settings.ledger.url is not None or (settings.home / LEDGER_FILE).exists()


def signing(settings: Settings) -> Signing:
    """The key of this installation; it is read, or made, when something is signed."""
    from advisor.ledger.signing import Signing

    return Signing(settings.ledger.signing_key or settings.home / KEY_FILE)
