"""Warming: documents that are known before anybody asks them are compiled and asked once, when the service starts.

The first answer to a document costs what later ones do not: it is parsed, planned and compiled here, and planned by the
database, which takes from milliseconds to seconds.
"""

import asyncio
import logging
from collections.abc import Iterator, Sequence
from pathlib import Path

import orjson
from graphql import GraphQLError, OperationDefinitionNode, parse

from graph.model import GraphModel
from resolvers.execute import Executor, Request
from schema.changes import upper
from schema.findings import FINDINGS

log = logging.getLogger(__name__)

# The database prepares anew what it has prepared for a graph of other sizes.
KEPT_SECONDS = 60.0


async def warm(executor: Executor, folder: Path) -> int:
    """Ask each document of a folder once; how many operations were answered."""
    answered = 0
    for path, request in await asyncio.to_thread(lambda: [*known(folder)]):
        response = await executor.execute(request)
        if response.status < 400:
            answered += 1
        else:
            log.warning("%s is not answered: %s", path, response.body.decode())
    return answered


def known(folder: Path) -> Iterator[tuple[Path, Request]]:
    """The operations of a folder's documents; what cannot be read is told and left out."""
    for path in sorted(folder.glob("*.graphql")):
        try:
            yield from [(path, each) for each in operations(path)]
        except (OSError, ValueError, GraphQLError) as error:
            log.warning("%s cannot be asked: %s", path, error)


def operations(path: Path) -> Iterator[Request]:
    """A document's operations, each with the variables that stand beside it in a file of the same name."""
    text = path.read_text(encoding="utf-8")
    beside = path.with_suffix(".json")
    variables = orjson.loads(beside.read_bytes()) if beside.is_file() else {}
    if not isinstance(variables, dict):
        raise ValueError(f"{beside.name} is no JSON object")  # noqa: TRY004  # of the file's content, not of an argument
    for each in parse(text).definitions:
        if isinstance(each, OperationDefinitionNode):
            yield Request(text, variables, each.name.value if each.name else None, reads_only=True)


async def keep(executors: Sequence[Executor]) -> None:
    """Have the database prepare what findings of agencies are sought by, at once and again when it has forgotten it."""
    while True:
        for each in executors:
            if request := seeking(each.model):
                await each.execute(request)
        await asyncio.sleep(KEPT_SECONDS)


def seeking(model: GraphModel) -> Request | None:
    """What is asked to that end: findings of nobody. However they are asked for, they are sought by the same text."""
    above = upper(model)
    if above is None or not (model.rules and model.custody):
        return None
    return Request(
        f'query Preparation {{ {FINDINGS}({above.singular}: "") {{ totalCount }} }}', operation_name="Preparation"
    )
