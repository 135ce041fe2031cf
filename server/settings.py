"""Settings, each an environment variable."""

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from ipaddress import IPv6Address
from pathlib import Path
from typing import Annotated, Self
from urllib.parse import SplitResult, parse_qsl, urlsplit

from platformdirs import user_data_path
from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from graph.connection import Connection
from resolvers.limits import ROWS
from server.errors import CommandError
from server.wording import reason, shown

SIZE = r"^[1-9]\d*[mg]$"
# What the project's own tests are told; a service that they start hears it too.
TOOLS = ("ASSETGRAPH_FUZZ_EXAMPLES", "ASSETGRAPH_SCREENSHOTS", "ASSETGRAPH_SHARED_DATA")
PORTS = {"http": 80, "https": 443}
# Of an address with letters beyond ASCII browsers send another form, which whoever names it should see.
ORIGIN = re.compile(r"(https?)://([a-z\d._-]+|\[[a-f\d:.]+\])(?::(\d{1,5}))?", re.ASCII)
BEARER = re.compile(r"[A-Za-z0-9\-._~+/]+=*")
SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")


class Settings(BaseSettings):
    """Where the service listens, where it keeps its data, and which database it reads."""

    # A variable that is set to nothing is not set: an empty host would be every address of the machine.
    model_config = SettingsConfigDict(
        env_prefix="ASSETGRAPH_", frozen=True, populate_by_name=True, env_ignore_empty=True
    )

    host: str = Field("127.0.0.1", description="Address to listen on.")
    port: Annotated[int, Field(ge=1, le=65535, description="Port to listen on.")] = 8000
    home: Path = Field(user_data_path("assetgraph"), description="Folder of the managed database and its password.")
    deadline_seconds: Annotated[float, Field(gt=0, le=3600, description="How long one request may take.")] = 30.0
    row_limit: Annotated[
        int, Field(gt=0, description="How many rows the database may read for one operation, by estimate.")
    ] = ROWS
    workers: Annotated[
        int, Field(ge=1, le=256, description="How many processes serve, each with a core to itself.")
    ] = 1
    warm: Path | None = Field(
        None,
        description="Folder of .graphql documents, variables in .json files beside them, asked once at each start.",
    )
    explain: bool = Field(False, description="Whether requests may ask how they are answered.")
    cors_origins: str = Field(
        "", description="Origins whose pages may ask from a browser, separated by commas; * for all, none if empty."
    )
    token_keys: Path | None = Field(
        None, description="File of the public keys, as a JSON Web Key Set, of whoever issues tokens to cleared readers."
    )
    token_issuer: str | None = Field(None, description="Who that is, as its tokens say in `iss`.")
    token_audience: str = Field("assetgraph", description="This service, as they say in `aud`.")
    audit_log: Path | None = Field(None, description="File into which each read of a cleared reader is written.")
    token: SecretStr | None = Field(None, description="Token that query, export and check send.")
    heap: Annotated[str, Field(pattern=SIZE, description="Memory for what the managed database works on.")] = "1g"
    page_cache: Annotated[
        str,
        Field(
            pattern=SIZE, description="Memory for what it keeps of its files: the more of the graph fits, the better."
        ),
    ] = "512m"
    neo4j_uri: str | None = Field(
        None, alias="NEO4J_URI", description="An existing server, bolt:// or neo4j://; a managed one if unset."
    )
    neo4j_username: str = Field("neo4j", alias="NEO4J_USERNAME", description="User of the existing server.")
    neo4j_password: SecretStr | None = Field(None, alias="NEO4J_PASSWORD", description="Its password.")
    neo4j_database: str = Field("neo4j", alias="NEO4J_DATABASE", description="Name of the database.")

    @field_validator("neo4j_uri")
    @classmethod
    def _address(cls, value: str | None) -> str | None:
        if not value:
            return None
        if wrong := misaddressed(value):
            raise ValueError(wrong)
        return value

    @field_validator("neo4j_database")
    @classmethod
    def _graph(cls, value: str) -> str:
        if value.casefold() == "system":
            raise ValueError("system holds no graph, but what Neo4j keeps of its databases and users")
        return value

    @field_validator("warm")
    @classmethod
    def _folder(cls, value: Path | None) -> Path | None:
        if value and not value.is_dir():
            raise ValueError(f"there is no folder {value}")
        return value

    @field_validator("token_keys")
    @classmethod
    def _keys(cls, value: Path | None) -> Path | None:
        if value:
            # Few services know keys, and every command reads settings.
            from server.principals import key_set  # noqa: PLC0415

            key_set(value)
        return value

    @field_validator("token")
    @classmethod
    def _sendable(cls, value: SecretStr | None) -> SecretStr | None:
        # As a header holds it, RFC 6750, section 2.1.
        if value and not BEARER.fullmatch(value.get_secret_value()):
            raise ValueError(
                "it holds what no token does, such as a space, a quotation mark or a letter with an accent"
            )
        return value

    @field_validator("cors_origins")
    @classmethod
    def _origins(cls, value: str) -> str:
        if "@" in value:
            raise ValueError("an origin is like https://assets.example.org, without a name or a password")
        named = {each: each if each == "*" else origin(each) for each in split(value)}
        for each, sent in named.items():
            if sent is None:
                raise ValueError(f"{shown(each)} is no origin such as https://assets.example.org")
        return ",".join(filter(None, named.values()))

    @property
    def origins(self) -> tuple[str, ...]:
        """The origins whose pages may ask from a browser."""
        return split(self.cors_origins)

    @model_validator(mode="after")
    def _password_with_address(self) -> Self:
        if self.neo4j_uri and self.neo4j_password is None:
            raise ValueError("NEO4J_URI is set without NEO4J_PASSWORD")
        return self

    @model_validator(mode="after")
    def _clearance_whole(self) -> Self:
        """Half of it would leave open who is cleared, or what the cleared have read, without a word."""
        names = ("token_keys", "token_issuer", "audit_log")
        given = [f"ASSETGRAPH_{each.upper()}" for each in names if getattr(self, each)]
        missing = [f"ASSETGRAPH_{each.upper()}" for each in names if not getattr(self, each)]
        if given and missing:
            raise ValueError(f"{' and '.join(given)} is set without {' and '.join(missing)}")
        return self

    @property
    def url(self) -> str:
        """Where the service is asked on this machine."""
        return located(self.host, self.port)

    def existing(self) -> Connection | None:
        """The server that NEO4J_URI names, if it does."""
        if self.neo4j_uri is None or self.neo4j_password is None:
            return None
        password = self.neo4j_password.get_secret_value()
        return Connection(self.neo4j_uri, self.neo4j_username, password, self.neo4j_database)


def located(host: str, port: int) -> str:
    """The URL of a host and a port.

    >>> located("127.0.0.1", 8000), located("::1", 8000)
    ('http://127.0.0.1:8000', 'http://[::1]:8000')
    """
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def origin(text: str) -> str | None:
    """An origin in the one way in which browsers write it, RFC 6454, section 6.2; None where it is none.

    >>> origin("HTTPS://Assets.Example.org:443"), origin("http://[0::1]:8000"), origin("http://"), origin("https://a:0")
    ('https://assets.example.org', 'http://[::1]:8000', None, None)
    """
    found = ORIGIN.fullmatch(text.lower())
    if found is None:
        return None
    scheme, host, port = found[1], found[2], int(found[3] or PORTS[found[1]])
    if host.startswith("["):
        try:
            host = f"[{IPv6Address(host[1:-1]).compressed}]"
        except ValueError:
            return None
    if not 1 <= port <= 65535:
        return None
    return f"{scheme}://{host}" if port == PORTS[scheme] else f"{scheme}://{host}:{port}"


def misaddressed(uri: str) -> str | None:
    """What is wrong with a server's address; what it holds is not told again, which may be a password."""
    like = f"it should be like bolt://host:7687, with one of {', '.join(SCHEMES)}"
    try:
        parts = urlsplit(uri)
    except ValueError:
        return like
    if "@" in uri:
        return "a name and a password do not belong there, but into NEO4J_USERNAME and NEO4J_PASSWORD"
    if parts.scheme not in SCHEMES or not parts.hostname:
        return like
    try:
        numbered = parts.port != 0
    except ValueError:
        numbered = False
    if not numbered:
        return "its port should be a number from 1 to 65535"
    if parts.path.strip("/") or parts.fragment:
        return "nothing should follow host and port; a database is named by NEO4J_DATABASE"
    return (
        None
        if routed(parts)
        else "what follows the question mark should be like policy=eu, and goes with neo4j:// alone"
    )


def routed(parts: SplitResult) -> bool:
    """Whether what an address tells of routing can be understood."""
    if not parts.query:
        return True
    try:
        names = [name for name, _ in parse_qsl(parts.query, strict_parsing=True)]
    except ValueError:
        return False
    # The driver tells the address by itself.
    return parts.scheme.startswith("neo4j") and len({*names, "address"}) == len(names) + 1


def split(value: str) -> tuple[str, ...]:
    return tuple(each.strip() for each in value.split(",") if each.strip())


def variable(name: str) -> str:
    """The environment variable of a setting."""
    return Settings.model_fields[name].alias or f"ASSETGRAPH_{name.upper()}"


def unknown(names: Iterable[str]) -> Iterator[str]:
    """A sentence for each variable that looks like a setting and is none: most likely it was meant to be one."""
    known = [variable(each) for each in Settings.model_fields]
    # Pydantic reads those with a name of their own by ours, too.
    ours = (f"ASSETGRAPH_{each.upper()}" for each in Settings.model_fields)
    taken = {*known, *ours, *TOOLS}
    for name in sorted(names):
        if name.upper().startswith("ASSETGRAPH_") and name.upper() not in taken:
            near = get_close_matches(name.upper(), known, 1)
            yield f"{name} is no setting, and does nothing{f': is {near[0]} meant?' if near else '.'}"


def idle(names: Iterable[str]) -> Iterator[str]:
    """A sentence for each variable that does nothing, though whoever set it meant it to."""
    given = [*names]
    yield from unknown(given)
    server = {each.upper().removeprefix("ASSETGRAPH_") for each in given}
    if "NEO4J_URI" not in server and (left := sorted(server & {"NEO4J_USERNAME", "NEO4J_PASSWORD", "NEO4J_DATABASE"})):
        does = "does" if len(left) == 1 else "do"
        yield f"{' and '.join(left)} {does} nothing without NEO4J_URI: the managed database has its own."


def load() -> Settings:
    """The settings of the environment; a wrong one is told in a sentence."""
    try:
        return Settings.model_validate({})
    except ValidationError as error:
        first = error.errors()[0]
        given = str(first["loc"][0]) if first["loc"] else ""
        # Those that have a name of their own are told by it.
        fields = Settings.model_fields
        named = {name: name for name in fields} | {each.alias: name for name, each in fields.items() if each.alias}
        name = variable(named[given]) if given in named else given.upper()
        why = reason(first, Settings.model_fields.get(named.get(given, given)))
        sentence = f"{name} is wrong: {why}." if name else f"{why}."
        raise CommandError(sentence, "Correct it in the environment, or unset it.", status=2) from None
