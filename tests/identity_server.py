"""A real OpenID Connect provider on loopback (oidc-provider-mock) that can also be made to lie.

``python identity_server.py PORT`` serves it in a process of its own. PKCE is enforced on top of the packaged provider.
``POST /test/twist`` says how its next ID tokens are spoilt, and ``POST /test/lifetime`` how many seconds they last.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

PEOPLE = {
    "ailsa": {"name": "Ailsa Grant (invented)", "email": "ailsa@council.example"},
    "morag": {"name": "Morag Bell (invented)", "email": "morag@council.example"},
}
TWISTS = {
    "wrong key": "not signed by",
    "wrong audience": "another application",
    "further audience": "another application",
    "wrong nonce": "another attempt",
    "no nonce": "another attempt",
    "wrong issuer": "another identity provider",
    "run out": "run out",
    "from tomorrow": "later than now",
    "altered": "not signed by",
    "alg none": "not signed by",
    "public key as secret": "not signed by",
}
"""How an ID token can be spoilt, and what the refusal says."""
CLIENT_ID = "governance-advisor"
CLIENT_SECRET = "a-secret-of-the-tests"


@dataclass(frozen=True)
class Provider:
    """A running provider."""

    issuer: str

    def spoil(self, twist: str) -> None:
        """Say how the next ID tokens are spoilt; ``""`` for not at all."""
        self._tell("twist", twist)

    def last_for(self, seconds: float) -> None:
        """Say how long the next ID tokens last."""
        self._tell("lifetime", str(seconds))

    def _tell(self, what: str, value: str) -> None:
        request = urllib.request.Request(f"{self.issuer}/test/{what}", data=value.encode(), method="POST")
        with urllib.request.urlopen(request, timeout=10) as answer:
            assert answer.status == 204


@contextmanager
def running(folder: Path) -> Iterator[Provider]:
    """A provider in a process of its own, as long as the block lasts."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    with (folder / "provider.err").open("ab") as errors:
        process = subprocess.Popen(
            [sys.executable, "-W", "ignore", __file__, str(port)], stdout=subprocess.DEVNULL, stderr=errors
        )
    issuer = f"http://127.0.0.1:{port}"
    try:
        for _ in range(150):
            try:
                urllib.request.urlopen(f"{issuer}/.well-known/openid-configuration", timeout=2).close()
                break
            except (urllib.error.URLError, OSError):
                time.sleep(0.1)
        else:
            raise RuntimeError((folder / "provider.err").read_text("utf-8"))
        yield Provider(issuer)
    finally:
        process.terminate()
        process.wait(timeout=20)


def _base64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def _payload(token: str) -> dict[str, Any]:
    part = token.split(".")[1]
    return dict(json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))))


def _twisted(token: str, twist: str, lifetime: float | None, key: Any) -> str:
    """The token as a liar would give it."""
    from joserfc import jws
    from joserfc.jwk import RSAKey

    head, _, signature = token.split(".")
    claims = _payload(token)
    header: dict[str, Any] = {"alg": "RS256"}
    if lifetime is not None:
        claims["exp"] = int(claims["iat"] + lifetime)
    match twist:
        case "wrong key":
            key = RSAKey.generate_key(2048)
        case "wrong audience":
            claims["aud"], claims["azp"] = "another-application", CLIENT_ID
        case "further audience":
            claims["aud"] = [CLIENT_ID, "another-application"]
            claims["azp"] = CLIENT_ID
        case "wrong nonce":
            claims["nonce"] = "the-nonce-of-somebody-else"
        case "no nonce":
            del claims["nonce"]
        case "wrong issuer":
            claims["iss"] = "https://provider.invalid"
        case "run out":
            claims["iat"] -= 7200
            claims["exp"] = claims["iat"] + 3600
        case "from tomorrow":
            claims["iat"] += 86400
            claims["exp"] = claims["iat"] + 3600
        case "altered":
            claims["sub"] = "the-chief-executive"
            return f"{head}.{_base64(json.dumps(claims).encode())}.{signature}"
        case "alg none":
            return f"{_base64(json.dumps({'alg': 'none'}).encode())}.{_base64(json.dumps(claims).encode())}."
        case "public key as secret":
            signed = f"{_base64(json.dumps({'alg': 'HS256'}).encode())}.{_base64(json.dumps(claims).encode())}"
            digest = hmac.digest(key.as_pem(private=False), signed.encode(), "sha256")
            return f"{signed}.{_base64(digest)}"
        case "":
            if lifetime is None:
                return token
        case _:
            raise ValueError(twist)
    return jws.serialize_compact(header, json.dumps(claims).encode(), key)


def main(port: int) -> None:
    """Serve the provider."""
    import flask
    import oidc_provider_mock
    import werkzeug.serving
    from joserfc.jwk import RSAKey

    users = [oidc_provider_mock.User(sub=name, claims=dict(claims)) for name, claims in PEOPLE.items()]
    app = oidc_provider_mock.app(user_claims=users, require_nonce=True)
    told: dict[str, Any] = {"twist": "", "lifetime": None}
    challenges: dict[str, str] = {}

    @app.post("/test/<what>")
    def tell(what: str) -> tuple[str, int]:
        said = flask.request.get_data(as_text=True)
        told[what] = said if what == "twist" else float(said)
        return "", 204

    @app.before_request
    def verify_pkce() -> Any:
        if flask.request.path != "/oauth2/token":
            return None
        verifier = flask.request.form.get("code_verifier", "")
        challenge = challenges.pop(flask.request.form.get("code", ""), None)
        if challenge is None or _base64(hashlib.sha256(verifier.encode()).digest()) != challenge:
            return flask.jsonify({"error": "invalid_grant", "error_description": "PKCE"}), 400
        return None

    @app.after_request
    def bend(response: Any) -> Any:
        path = flask.request.path
        if path == "/oauth2/authorize" and "Location" in response.headers:
            code = parse_qs(urlsplit(response.headers["Location"]).query).get("code")
            if code and flask.request.args.get("code_challenge_method") == "S256":
                challenges[code[0]] = flask.request.args["code_challenge"]
        if path == "/oauth2/token" and response.status_code == 200:
            given = response.get_json()
            key = RSAKey.import_key(flask.g.oidc_provider_mock_storage.jwk.as_dict(is_private=True))
            given["id_token"] = _twisted(given["id_token"], told["twist"], told["lifetime"], key)
            response.set_data(json.dumps(given))
        if response.mimetype == "text/html":  # its pages name a style sheet on the network
            response.set_data(re.sub(r"<link[^>]*>", "", response.get_data(as_text=True)))
        return response

    werkzeug.serving.make_server("127.0.0.1", port, app, threaded=True).serve_forever()


if __name__ == "__main__":
    main(int(sys.argv[1]))
