"""What is answered: bodies, statuses, errors as GraphQL tells them, and how an answer came about."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from time import perf_counter
from typing import Any

import orjson
from graphql import GraphQLError
from graphql.language.location import get_location

from graph.cost import Cost
from graph.cypher import Statement
from graph.errors import AssetGraphError, BadRequest, TooComplex, ValidationFailed
from graph.explain import Operator, advice, indexes, together, told
from graph.plan.text import lines
from resolvers.planned import Places, Planned

MESSAGE_CHARACTERS = 500


@dataclass(frozen=True, slots=True)
class Response:
    """An answer as it is sent, the status that fits it, and whether the request was GraphQL at all."""

    body: bytes
    status: int = 200
    well_formed: bool = True


class Stopwatch:
    """How long each step took, in ms."""

    def __init__(self) -> None:
        self.milliseconds: dict[str, float] = {}
        self._since = perf_counter()

    def lap(self, step: str) -> None:
        """A step is over."""
        now = perf_counter()
        self.milliseconds[step] = round(1000 * (now - self._since), 3)
        self._since = now


def failed(errors: list[AssetGraphError]) -> Response:
    """The answer to a request that was not executed."""
    told = [formatted(each, list(each.locations)) for each in errors]
    status = max((each.status for each in errors), default=500)
    well_formed = not any(isinstance(each, BadRequest) for each in errors)
    return Response(orjson.dumps({"errors": told}), status, well_formed)


def formatted(error: AssetGraphError, places: list[tuple[int, int]]) -> dict[str, Any]:
    """An error as GraphQL tells it."""
    message = error.message
    if len(message) > MESSAGE_CHARACTERS:
        message = f"{message[:MESSAGE_CHARACTERS]} …"
    told: dict[str, Any] = {"message": message}
    if places:
        told["locations"] = [{"line": line, "column": column} for line, column in places]
    if error.path:
        told["path"] = error.path
    extensions = {"code": error.code, "remedy": error.remedy}
    if error.reference:
        extensions["reference"] = error.reference
    return told | {"extensions": extensions}


def locations(error: GraphQLError) -> list[tuple[int, int]]:
    return [(each.line, each.column) for each in error.locations or ()]


def placed(error: AssetGraphError, places: Places) -> list[tuple[int, int]]:
    """Where the document asks for what an error is about."""
    keys = tuple(each for each in error.path if isinstance(each, str))
    found = [node.loc for node in places.get(keys, ()) if node.loc]
    return [(place.line, place.column) for each in found for place in [get_location(each.source, each.start)]]


@contextmanager
def placing(places: Places) -> Iterator[None]:
    """What refuses an operation because of a field says where the document has it."""
    try:
        yield
    except AssetGraphError as error:
        error.locations = error.locations or tuple(placed(error, places))
        raise


def invalid(error: GraphQLError) -> AssetGraphError:
    """A fault of a document; graphql-core stops where looking for more would take too long."""
    if error.message == "Validation aborted.":
        return TooComplex("The document repeats fields or fragments so often that it was not checked to its end.")
    if error.message == "Maximum introspection depth exceeded":
        return TooComplex("The document asks the schema about itself through too many levels.")
    return ValidationFailed(error.message, locations=locations(error))


def priced(cost: Cost, limit: int) -> dict[str, Any]:
    """What an operation costs, by estimate: rows to be read, and for which field the most of them."""
    return {"rows": cost.rows, "limit": limit, "dearest": {"path": list(cost.dearest), "rows": cost.dearest_rows}}


def explained(
    planned: Planned, statement: Statement | None, profiles: Sequence[Operator], watch: Stopwatch
) -> dict[str, Any]:
    """How an answer came about: the plan, the statement, what the database did, and the time of each step."""
    profile = together(profiles)
    return {
        "plan": list(lines(planned.plan)),
        "cypher": "\n\n".join(each.text for each in statement.all).splitlines() if statement else [],
        "dbHits": profile.total_hits if profile else 0,
        "indexes": list(indexes(profile)) if profile else [],
        "advice": list(advice(profile)) if profile else [],
        "operators": told(profile) if profile else [],
        "milliseconds": watch.milliseconds,
    }
