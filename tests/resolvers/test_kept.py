"""What is kept of documents takes about as much memory as it is said to."""

import gc
import tracemalloc
from collections.abc import Callable
from unittest.mock import Mock

import pytest

import schema
from graph.session import Graph
from resolvers.execute import Executor, Request
from tests.building import schema_of

MANY = 100
SMALL = "{{ a{}: __typename }}"
LOOKUP = '{{ building(code: "B{}") {{ id name }} }}'
LARGE = (
    "{{ a{}: buildings(first: 10, where: {{grossFloorAreaM2: {{gt: 5}}}}) {{ totalCount nodes {{ code name status"
    " rooms(first: 3) {{ nodes {{ code name floor }} }} owners(first: 2) {{ edges {{ share validFrom node {{ name id }} }} }} }} }} }}"
)


@pytest.fixture(scope="module")
def executor() -> Executor:
    model = schema.government()
    return Executor(model, schema_of(model), Mock(spec=Graph), 60)


@pytest.mark.parametrize("text", [SMALL, LOOKUP, LARGE])
def test_weights_are_true(executor: Executor, text: str) -> None:
    def keep(number: int) -> None:
        request = Request(text.format(number))
        document = executor.document(request.query)
        executor.compile(document, executor.operation(document, request), request, {})

    for number in range(20):
        keep(number)
    first = grown(executor, lambda number: keep(20 + number))
    second = grown(executor, lambda number: keep(20 + MANY + number))
    # A table of Python's own that grows meanwhile, such as that of all names, does so once.
    said, taken = min(first, second, key=lambda each: each[1])
    assert 0.4 * said < taken < 1.3 * said


def grown(executor: Executor, keep: Callable[[int], None]) -> tuple[int, int]:
    """By how much more is kept as is said, and as Python has allocated."""
    before = executor.documents.weight + executor.compiled.weight
    gc.collect()
    tracemalloc.start()
    for number in range(MANY):
        keep(number)
    gc.collect()
    taken, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return executor.documents.weight + executor.compiled.weight - before, taken
