"""Signing in the ledger's name: an Ed25519 key in a file that only its owner reads, made when it is first needed."""

from __future__ import annotations

import base64
import os
import tempfile
from contextlib import suppress
from functools import cached_property
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from advisor.approval.exchange import ExchangedDecision
from advisor.errors import LedgerError
from advisor.ledger import signed_decision
from advisor.ledger.chain import canonical
from advisor.ledger.checkpoint import Checkpoint, SignedCheckpoint
from advisor.ledger.signature import Signature, key_id


class Signing:
    """The key of this installation."""

    def __init__(self, key_file: Path) -> None:
        self._file = key_file

    @property
    def key_id(self) -> str:
        """The name of the key, which other installations put among our body's signing keys.

        Raises:
            LedgerError: the key cannot be read or made.
        """
        return key_id(self._public)

    def sign(self, body: bytes) -> Signature:
        """A signature over bytes.

        Raises:
            LedgerError: the key cannot be read or made.
        """
        return Signature(
            key_id=self.key_id,
            public_key=base64.b64encode(self._public).decode(),
            value=base64.b64encode(self._key.sign(body)).decode(),
        )

    def signed_decision(self, decision: ExchangedDecision) -> bytes:
        """The file that takes a party's decision to another installation.

        Raises:
            LedgerError: the key cannot be read or made.
        """
        return signed_decision.write(decision, self.sign)

    def read_signed_decision(self, data: bytes) -> tuple[ExchangedDecision, str, str]:
        """What a file about a party's decision says, the digest of its bytes, and the key that it is signed with.

        Raises:
            Refusal: it is no such file, or its signature is wrong.
        """
        return signed_decision.read(data)

    def signed_checkpoint(self, checkpoint: Checkpoint) -> SignedCheckpoint:
        """A checkpoint to be kept elsewhere.

        Raises:
            LedgerError: the key cannot be read or made.
        """
        return SignedCheckpoint(
            checkpoint=checkpoint, signature=self.sign(canonical(checkpoint.model_dump(mode="json")))
        )

    @cached_property
    def _key(self) -> Ed25519PrivateKey:
        try:
            if not self._file.exists():
                _make(self._file)
            key = serialization.load_pem_private_key(self._file.read_bytes(), password=None)
        except OSError as error:
            raise LedgerError(
                f"The signing key cannot be used: {error.strerror}.", f"Check the file {self._file} and its folder."
            ) from error
        except (ValueError, TypeError, UnsupportedAlgorithm) as error:
            raise LedgerError(
                f"{self._file} is not a signing key.", "Restore it from a backup, or move it away to have one made."
            ) from error
        if not isinstance(key, Ed25519PrivateKey):
            raise LedgerError(f"{self._file} is not an Ed25519 key.", "Give one, or move it away to have one made.")
        return key

    @cached_property
    def _public(self) -> bytes:
        return self._key.public_key().public_bytes_raw()


def _make(file: Path) -> None:
    """Make a key file; where two processes do so at once, the first one's stays."""
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    pem = Ed25519PrivateKey.generate().private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    descriptor, name = tempfile.mkstemp(dir=file.parent, prefix=f"{file.name}.")  # readable by its owner only
    unfinished = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as written:
            written.write(pem)
            written.flush()
            os.fsync(written.fileno())
        with suppress(FileExistsError):
            os.link(unfinished, file)
    finally:
        unfinished.unlink()
