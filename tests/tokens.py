"""An issuer of tokens, and a service that believes it."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import jwt
import orjson
from cryptography.hazmat.primitives.asymmetric import ec
from jwt.algorithms import ECAlgorithm

ISSUER = "https://identity.example"


@dataclass(frozen=True, slots=True)
class Mint:
    """Makes tokens with a key of its own."""

    key: ec.EllipticCurvePrivateKey
    name: str = "k1"

    @classmethod
    def new(cls) -> "Mint":
        return cls(ec.generate_private_key(ec.SECP256R1()))

    def public(self) -> dict[str, Any]:
        """The public key, as JSON."""
        return {**ECAlgorithm.to_jwk(self.key.public_key(), as_dict=True), "kid": self.name, "alg": "ES256"}

    def token(self, *, algorithm: str = "ES256", key: Any = None, seconds: int = 60, **claims: object) -> str:
        """A token of somebody who is cleared, unless claims say otherwise; those that are None are left out."""
        expires = datetime.now(UTC) + timedelta(seconds=seconds)
        given = {"iss": ISSUER, "aud": "assetgraph", "sub": "officer-7", "jti": "t1", "exp": expires}
        given |= {"clearance": "RESTRICTED", **claims}
        kept = {name: value for name, value in given.items() if value is not None}
        return jwt.encode(kept, self.key if key is None else key, algorithm, headers={"kid": self.name})


def believing(mint: Mint, folder: Path) -> dict[str, Any]:
    """Settings of a service that believes a mint, and writes what it reads into a file of the folder."""
    keys = folder / "keys.json"
    keys.write_bytes(orjson.dumps({"keys": [mint.public()]}))
    return {"token_keys": keys, "token_issuer": ISSUER, "audit_log": folder / "audit.jsonl"}
