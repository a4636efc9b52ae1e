"""A signature over bytes, with the public key that checks it, and the checking.

A key is known by its ``key_id``, the sha256 of the public key; that is what a body puts among its signing keys.
"""

from __future__ import annotations

import base64
import binascii
from hashlib import sha256
from typing import Literal

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from corpus.source import Frozen


class Signature(Frozen):
    """An Ed25519 signature; ``public_key`` and ``value`` are base64."""

    algorithm: Literal["Ed25519"] = "Ed25519"
    key_id: str
    public_key: str
    value: str


def key_id(public_key: bytes) -> str:
    """The name of a key."""
    return sha256(public_key).hexdigest()


def verifies(body: bytes, signature: Signature) -> bool:
    """Whether the signature is over these bytes, by the key that it names."""
    try:
        public_key = base64.b64decode(signature.public_key, validate=True)
        value = base64.b64decode(signature.value, validate=True)
        if key_id(public_key) != signature.key_id:
            return False
        Ed25519PublicKey.from_public_bytes(public_key).verify(value, body)
    except (InvalidSignature, ValueError, binascii.Error):
        return False
    return True
