"""What a document's one list shows, wherever in the document its rows are asked for."""

from unittest.mock import Mock

import orjson
import pytest

import schema
from graph.errors import BadRequest, TooComplex
from graph.session import Graph
from resolvers.answers import Response
from resolvers.execute import Executor, Request
from resolvers.exporting import AFTER, PAGE, listing
from tests.building import schema_of


@pytest.fixture(scope="module")
def executor() -> Executor:
    model = schema.government()
    return Executor(model, schema_of(model), Mock(spec=Graph), 60)


@pytest.mark.parametrize(
    ("document", "rows", "columns"),
    [
        ("{ compounds { nodes { code } nodes { name } } }", "nodes", ["code", "name"]),
        ("{ compounds { nodes { code } nodes { code name } } }", "nodes", ["code", "name"]),
        ("{ compounds { ... on CompoundConnection { nodes { code } } totalCount } }", "nodes", ["code"]),
        ("{ compounds { ...Rows } } fragment Rows on CompoundConnection { it: edges { node { code } } }", "it", ["node.code"]),
        ("query($no: Boolean = true) { compounds { nodes @skip(if: $no) { code } edges { node { name } } } }", "edges", ["node.name"]),
        ("{ compounds { nodes { code ... @include(if: false) { name } } } }", "nodes", ["code"]),
        ("{ compounds { nodes { code @skip(if: true) name @skip(if: false) } } }", "nodes", ["name"]),
    ],
)  # fmt: skip
def test_rows_are_found_wherever_they_are_asked_for(
    executor: Executor, document: str, rows: str, columns: list[str]
) -> None:
    found = listing(executor, Request(document))
    assert found.rows == rows
    assert [each.name for each in found.columns] == columns
    # What is asked page by page fits the schema too.
    executor.document(found.request.query)


def test_fragments_that_double_are_opened_once(executor: Executor) -> None:
    """What each of forty levels spreads twice would take years."""
    inner = " ".join(f"fragment F{level} on Division {{ ...F{level + 1} ...F{level + 1} }}" for level in range(40))
    found = listing(
        executor, Request(f"{{ divisions {{ nodes {{ ...F0 }} }} }} {inner} fragment F40 on Division {{ code }}")
    )
    assert [each.name for each in found.columns] == ["code"]


def test_columns_that_double_are_refused(executor: Executor) -> None:
    inner = " ".join(
        f"fragment F{level} on Division {{ a: parent {{ ...F{level + 1} }} b: parent {{ ...F{level + 1} }} }}"
        for level in range(40)
    )
    document = f"{{ divisions {{ nodes {{ ...F0 }} }} }} {inner} fragment F40 on Division {{ code }}"
    with pytest.raises(TooComplex, match="fields, its fragments opened"):
        listing(executor, Request(document))


async def test_each_page_is_read_after_the_bookmarks_of_the_request(executor: Executor) -> None:
    asked: list[Request] = []

    async def execute(request: Request) -> Response:
        asked.append(request)
        page = {"hasNextPage": len(asked) < 3, "endCursor": str(len(asked))}
        return Response(orjson.dumps({"data": {"compounds": {"nodes": [{}], PAGE: page}}}))

    request = Request("{ compounds { nodes { code } } }", explain=True, cost=True, bookmarks=("FB:one", "FB:two"))
    assert [rows async for rows in listing(executor, request).pages(execute)] == [[{}]] * 3
    assert [each.bookmarks for each in asked] == [("FB:one", "FB:two")] * 3
    assert [each.variables[AFTER] for each in asked] == [None, "1", "2"]
    assert not any(each.explain or each.cost for each in asked)


LEFT_OUT = "is left out by @skip or @include, so there is nothing to export."


@pytest.mark.parametrize(
    ("document", "sentence"),
    [
        ("{ compounds { nodes @skip(if: true) { code } } }", f"`nodes` {LEFT_OUT}"),
        ("{ compounds { nodes { code @skip(if: true) } } }", f"`nodes` {LEFT_OUT}"),
        ("{ compounds @include(if: false) { nodes { code } } }", f"`compounds` {LEFT_OUT}"),
        ("{ compounds { nodes { code } edges { node { code } } } }", "An export has one kind of rows, and `nodes` and `edges` are asked for."),
        ("{ compounds { a: nodes { code } b: nodes { code } } }", "An export has one kind of rows, and `a` and `b` are asked for."),
        ("{ compounds { ... @include(if: false) { nodes { code } } } }", "An export shows `nodes` or `edges`, and neither is asked for."),
        ("{ compounds { nodes { code } } compounds { nodes { name } } }", "An export is of one list."),
    ],
)  # fmt: skip
def test_what_is_no_one_list_is_told(executor: Executor, document: str, sentence: str) -> None:
    with pytest.raises(BadRequest) as refused:
        listing(executor, Request(document))
    assert str(refused.value) == sentence
    assert refused.value.remedy
