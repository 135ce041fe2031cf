"""Who asks: the bearer token of a request, checked against the public keys of those who issue them."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import jwt

from graph.errors import Unauthenticated

# Signatures that only an issuer can make: of a secret that both sides know, this service could make them too.
ALGORITHMS = ("ES256", "ES384", "ES512", "EdDSA", "PS256", "PS384", "PS512", "RS256", "RS384", "RS512")
KINDS = ("EC", "OKP", "RSA")
CLAIMS = ("exp", "iss", "aud", "sub")
CLEARANCE, RESTRICTED = "clearance", "RESTRICTED"
# Clocks of two machines differ by so much.
LEEWAY_SECONDS = 30


@dataclass(frozen=True, slots=True)
class Principal:
    """Somebody whom a token names, and which token it was, if it says so."""

    name: str
    token: str | None
    cleared: bool


class Issuer:
    """Whose tokens are believed: the issuer's name, for whom it issues them, and its public keys."""

    def __init__(self, keys: jwt.PyJWKSet, name: str, audience: str) -> None:
        self.keys, self.name, self.audience = keys, name, audience

    @classmethod
    def of(cls, file: Path, name: str, audience: str) -> Self:
        """An issuer whose keys are in a file, a JSON Web Key Set of RFC 7517."""
        return cls(key_set(file), name, audience)

    def principal(self, authorization: str) -> Principal:
        """Whom the header `Authorization` names."""
        scheme, _, token = authorization.strip().partition(" ")
        if scheme.lower() != "bearer" or not token.strip():
            raise Unauthenticated("The header Authorization holds no bearer token.")
        claims = self._claims(token.strip())
        clearance = claims.get(CLEARANCE)
        given = clearance if isinstance(clearance, list) else [clearance]
        identity = claims.get("jti")
        return Principal(str(claims["sub"]), None if identity is None else str(identity), RESTRICTED in given)

    def _claims(self, token: str) -> dict[str, Any]:
        try:
            named = jwt.get_unverified_header(token).get("kid")
            key = self.keys[str(named)] if named or len(self.keys.keys) > 1 else self.keys.keys[0]
            claims = jwt.decode(
                token, key, algorithms=ALGORITHMS, audience=self.audience, issuer=self.name, leeway=LEEWAY_SECONDS,
                options={"require": list(CLAIMS)},
            )  # fmt: skip
            # Names with halves of surrogate pairs, which JSON may escape, cannot be written down.
            f"{claims['sub']}{claims.get('jti')}".encode()
        except jwt.ExpiredSignatureError:
            raise Unauthenticated("The bearer token has expired.") from None
        except (jwt.PyJWTError, KeyError, ValueError, TypeError):
            claims = {}
        if not str(claims.get("sub", "")).strip():
            # Which of its parts is wrong would help only whoever forges one.
            raise Unauthenticated("The bearer token is not one that this service believes.")
        return claims


def key_set(file: Path) -> jwt.PyJWKSet:
    """The public keys in a file; what is wrong with it, as a ValueError."""
    try:
        keys = jwt.PyJWKSet.from_json(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise ValueError(f"{file} cannot be read ({error.strerror})") from None
    except (jwt.PyJWTError, ValueError, KeyError, TypeError, AttributeError):
        raise ValueError(f"{file} is no JSON Web Key Set with keys that sign") from None
    if any(each.key_type not in KINDS or hasattr(each.key, "private_bytes") for each in keys.keys):
        raise ValueError(f"{file} has a key that is secret; it should have public keys alone")
    return keys
