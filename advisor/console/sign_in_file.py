"""The console's sign-in, kept in one file of the home folder that only its owner can read, and that expires.

After a sign-in through a provider the file holds the provider's signed token, which is checked with the provider anew
for each command: an edited file names nobody. In local mode it names an invented person, for trial cases.
"""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter, ValidationError

from advisor.approval.refusal import Reason, Refusal
from advisor.approval.sign_in import Session
from advisor.errors import StoreUnavailable
from corpus.source import Frozen

_NAME = "sign-in.json"


class ProviderSignIn(Frozen):
    """A token as the provider gave it, and when it was last used here."""

    how: Literal["provider"] = "provider"
    token: str
    nonce: str
    last_seen_at: datetime


class LocalSignIn(Frozen):
    """An invented person to act as, for trial cases."""

    how: Literal["local"] = "local"
    session: Session


KeptSignIn = Annotated[ProviderSignIn | LocalSignIn, Field(discriminator="how")]
_KEPT: TypeAdapter[ProviderSignIn | LocalSignIn] = TypeAdapter(KeptSignIn)


class SignInFile:
    """The file."""

    def __init__(self, home: Path) -> None:
        self._path = home / _NAME

    def read(self) -> ProviderSignIn | LocalSignIn:
        """What was kept.

        Raises:
            Refusal: nobody has signed in, or the file cannot be read.
        """
        try:
            return _KEPT.validate_json(self._path.read_bytes())
        except FileNotFoundError:
            raise Refusal(
                Reason.SIGNED_OUT, "You are not signed in.", "Run `advisor sign-in` and repeat the step."
            ) from None
        except (OSError, ValidationError) as error:
            raise Refusal(
                Reason.SIGNED_OUT, "Your sign-in cannot be read.", "Run `advisor sign-in` and repeat the step."
            ) from error

    def keep(self, kept: ProviderSignIn | LocalSignIn) -> None:
        """Keep a sign-in, whole or not at all, in a file that nobody else may read.

        Raises:
            StoreUnavailable: the home folder cannot be written to.
        """
        beside = self._path.with_name(f".{_NAME}.{os.getpid()}")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            beside.unlink(missing_ok=True)
            descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "wb") as file:
                file.write(_KEPT.dump_json(kept))
            beside.replace(self._path)
        except OSError as error:
            with suppress(OSError):
                beside.unlink(missing_ok=True)
            raise StoreUnavailable(
                f"The sign-in could not be kept in {self._path.parent}: {error.strerror}.",
                "Check the folder's permissions and free space.",
            ) from error

    def remove(self) -> bool:
        """Forget the sign-in; whether there was one.

        Raises:
            StoreUnavailable: the file cannot be removed.
        """
        try:
            self._path.unlink()
        except FileNotFoundError:
            return False
        except OSError as error:
            raise StoreUnavailable(
                f"The sign-in could not be removed: {error.strerror}.", f"Delete {self._path} yourself."
            ) from error
        return True
