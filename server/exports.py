"""Exports: one list as CSV, JSON Lines, Parquet, GeoJSON or GraphML, streamed page by page."""

import asyncio
import re
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import duckdb
import orjson
from starlette.requests import Request as HttpRequest
from starlette.responses import Response as HttpResponse
from starlette.responses import StreamingResponse

from graph.errors import BadRequest
from ingest.sql import literal, only, quoted
from resolvers.answers import Response, failed
from resolvers.execute import Request
from resolvers.exporting import Listing, Refused, listing
from resolvers.incidents import noted
from server import http
from server.readers import Reader, Readers, address
from server.tabular import csv_line

CHUNK = 1 << 16
# What is not a Char of XML 1.0, section 2.2.
NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
Pages = AsyncIterator[list[Any]]


@dataclass(frozen=True, slots=True)
class Format:
    """A form of file: its media type, and what writes it."""

    media: str
    write: Callable[[Listing, Pages], AsyncIterator[bytes]]


async def answer(request: HttpRequest, readers: Readers) -> HttpResponse:
    """An export as it is streamed; one that is refused from the first page on is told as GraphQL tells it."""
    try:
        reader = readers.reader(request.headers.get("authorization"), address(request.scope))
        executor = reader.served.executor
        form = chosen(request.query_params.get("format", ""))
        body = http.Asked(request.method, request.headers, b"", request.receive)
        # Of what may be asked for beside the rows, bookmarks alone mean something to an export.
        asked = await http.read_request(body, executor.deadline_seconds, may_explain=True)
        found = await listed(reader, asked)
        pages = found.pages(reader.execute)
        first = await anext(pages)
    except Refused as error:
        return HttpResponse(error.body, error.status, http.headers_of(http.JSON, error.status))
    except Exception as error:  # noqa: BLE001  # the log has the details
        return refused(error)
    name = f"{found.field}.{request.query_params['format']}"
    headers = {"content-disposition": f'attachment; filename="{name}"', "cache-control": "no-store"}
    return StreamingResponse(form.write(found, after(first, pages)), media_type=form.media, headers=headers)


async def listed(reader: Reader, asked: Request) -> Listing:
    """The list that a document asks for; one that is refused is written down, for what it is told."""
    try:
        return listing(reader.served.executor, asked)
    except Exception as error:  # noqa: BLE001  # the log has the details
        told = refusal(error)
        await reader.record(asked, told.status)
        raise Refused(told.body, told.status, str(error)) from None


def refusal(error: Exception) -> Response:
    """What is refused, as GraphQL tells it."""
    errors = error.exceptions if isinstance(error, ExceptionGroup) else (error,)
    return failed([noted(each) for each in errors if isinstance(each, Exception)])


def refused(error: Exception) -> HttpResponse:
    """What is refused, as it is sent."""
    response = refusal(error)
    return HttpResponse(response.body, response.status, http.headers_of(http.JSON, response.status))


def chosen(name: str) -> Format:
    """The form of a name."""
    if name not in FORMATS:
        known = ", ".join(FORMATS)
        raise BadRequest(f"There is no format {name!r} to export to.", remedy=f"Give `?format=` one of {known}.")
    return FORMATS[name]


async def after(first: list[Any], rest: Pages) -> Pages:
    """All pages again, once the first has been looked at. One that fails later breaks the stream off."""
    yield first
    async for page in rest:
        yield page


async def as_csv(found: Listing, pages: Pages) -> AsyncIterator[bytes]:
    """A header, then a line a row; a byte order mark lets spreadsheets read Chinese."""
    yield ("\ufeff" + csv_line(each.name for each in found.columns)).encode()
    async for page in pages:
        yield "".join(csv_line(plain(each.value(row)) for each in found.columns) for row in page).encode()


def plain(value: Any) -> Any:
    """A value as one field: objects and lists as JSON."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return orjson.dumps(value).decode() if isinstance(value, dict | list) else value


async def as_json_lines(_: Listing, pages: Pages) -> AsyncIterator[bytes]:
    """A row a line, as it was asked for."""
    async for page in pages:
        yield b"".join(orjson.dumps(row) + b"\n" for row in page)


async def as_parquet(found: Listing, pages: Pages) -> AsyncIterator[bytes]:
    """Columns with the types that the schema gives them. A Parquet file ends with its index, so it is written whole first."""
    with TemporaryDirectory() as folder:
        lines, target = Path(folder) / "rows.jsonl", Path(folder) / "rows.parquet"
        with lines.open("wb") as file:
            async for page in pages:
                for row in page:
                    file.write(
                        orjson.dumps({str(i): plain(each.value(row)) for i, each in enumerate(found.columns)}) + b"\n"
                    )
        await asyncio.to_thread(_parquet, found, lines, target)
        with target.open("rb") as file:
            while chunk := file.read(CHUNK):
                yield chunk


def _parquet(found: Listing, lines: Path, target: Path) -> None:
    kinds = {str(index): SQL.get(each.type, "VARCHAR") for index, each in enumerate(found.columns)}
    columns = ", ".join(f"{literal(index)}: {literal(kind)}" for index, kind in kinds.items())
    shown = ", ".join(f"{quoted(str(index))} AS {quoted(each.name)}" for index, each in enumerate(found.columns))
    with duckdb.connect() as connection:
        rows = f"read_json({only(lines)}, format = 'newline_delimited', columns = {{{columns}}})"
        connection.execute(f"COPY (SELECT {shown} FROM {rows}) TO {literal(str(target))} (FORMAT parquet)")


async def as_geojson(found: Listing, pages: Pages) -> AsyncIterator[bytes]:
    """A FeatureCollection of points, RFC 7946; a row without a place has no geometry."""
    place = next((each for each in found.columns if each.type == "GeoPoint"), None)
    others = [each for each in found.columns if each is not place]
    before = b'{"type": "FeatureCollection", "features": [\n'
    async for page in pages:
        for row in page:
            point = place.value(row) if place else None
            geometry = point and {"type": "Point", "coordinates": [point["longitude"], point["latitude"]]}
            properties = {each.name: each.value(row) for each in others}
            yield before + orjson.dumps({"type": "Feature", "geometry": geometry, "properties": properties})
            before = b",\n"
    yield (before if before.startswith(b"{") else b"") + b"\n]}\n"


async def as_graphml(found: Listing, pages: Pages) -> AsyncIterator[bytes]:
    """A graph of one node, `start`, and all that a list of its neighbours or relatives has, each with its values."""
    keys = "".join(
        f'<key id="c{index}" for="{"edge" if edge(found, each.path) else "node"}" attr.name={quoteattr(each.name)} '
        'attr.type="string"/>\n'
        for index, each in enumerate(found.columns)
    )
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
    yield f'{head}{keys}<graph edgedefault="directed">\n<node id="start"/>\n'.encode()
    number = 0
    async for page in pages:
        parts: list[str] = []
        for row in page:
            number += 1
            node = data(found, row, of_edge=False)
            parts.append(f'<node id="n{number}">{node}</node>\n')
            parts.append(f'<edge source="start" target="n{number}">{data(found, row, of_edge=True)}</edge>\n')
        yield "".join(parts).encode()
    yield b"</graph>\n</graphml>\n"


def edge(found: Listing, path: tuple[str, ...]) -> bool:
    """Whether a column is of the relationship rather than of the node at its end."""
    return found.rows == "edges" and path[0] != "node"


def data(found: Listing, row: Any, *, of_edge: bool) -> str:
    """The values of a node or of an edge; what XML cannot hold is left out."""
    parts = []
    for index, each in enumerate(found.columns):
        value = plain(each.value(row))
        if value is not None and edge(found, each.path) is of_edge:
            parts.append(f'<data key="c{index}">{escape(NO_XML.sub("", str(value)))}</data>')
    return "".join(parts)


SQL = {"Int": "INTEGER", "Float": "DOUBLE", "Boolean": "BOOLEAN", "Date": "DATE", "Decimal": "DECIMAL(38, 12)"}
FORMATS = {
    "csv": Format("text/csv; charset=utf-8", as_csv),
    "jsonl": Format("application/x-ndjson", as_json_lines),
    "parquet": Format("application/vnd.apache.parquet", as_parquet),
    "geojson": Format("application/geo+json", as_geojson),
    "graphml": Format("application/graphml+xml", as_graphml),
}
