"""Bytes on the wire that are not a whole request, or not one at all: each is told off, none harms the next."""

import asyncio
import json
import socket
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import closing
from urllib.parse import urlsplit

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from server.protocol import HEAD_BYTES
from tests.server.conftest import Serve


@pytest.fixture
def client(live_url: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=live_url, timeout=30) as opened:
        yield opened


def wire(url: str) -> "closing[socket.socket]":
    parts = urlsplit(url)
    return closing(socket.create_connection((parts.hostname or "", parts.port or 0), timeout=30))


def post(body: bytes) -> bytes:
    head = f"POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: {len(body)}\r\n\r\n"
    return head.encode() + body


def test_requests_sent_before_the_first_is_answered(live_url: str) -> None:
    with wire(live_url) as opened:
        opened.sendall(b"".join(post(f'{{"query": "{{ a{n}: __typename }}"}}'.encode()) for n in range(5)))
        received = b""
        while received.count(b"HTTP/1.1 200") < 5 or not received.endswith(b"}}"):
            chunk = opened.recv(65536)
            assert chunk, received
            received += chunk
    places = [received.index(f'"a{n}"'.encode()) for n in range(5)]
    assert places == sorted(places)


def test_a_body_that_does_not_arrive(live_url: str) -> None:
    with wire(live_url) as opened:
        opened.sendall(post(b'{"query": "{ __typename }"}')[:-5])
        assert opened.recv(65536).startswith(b"HTTP/1.1 408")


def test_a_body_without_end(live_url: str) -> None:
    with wire(live_url) as opened:
        opened.sendall(
            b"POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 2000000000\r\n\r\n"
        )
        opened.sendall(b" " * 1_100_000)
        assert opened.recv(65536).startswith(b"HTTP/1.1 413")


@pytest.mark.parametrize(
    ("head", "line"),
    [
        (b"", b"GET /graphql?query={"),
        (b"GET / HTTP/1.1\r\nhost: x\r\n", b"accept: "),
        (
            b"POST /graphql HTTP/1.1\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n",
            b"0\r\na: ",
        ),
    ],
)
def test_a_head_or_trailer_without_end(live_url: str, client: httpx.Client, head: bytes, line: bytes) -> None:
    with wire(live_url) as opened:
        opened.sendall(head)
        # A head that has ended is read by itself: what comes with it in one piece would not be counted.
        time.sleep(0.2)
        opened.sendall(line.ljust(HEAD_BYTES + 1 - (0 if head.endswith(b"\r\n\r\n") else len(head)), b"x"))
        received = b""
        while chunk := opened.recv(65536):
            received += chunk
    assert received.startswith(b"HTTP/1.1 431")
    assert json.loads(received.partition(b"\r\n\r\n")[2])["errors"][0]["extensions"]["code"] == "BAD_REQUEST"
    assert client.get("/healthz").status_code == 200


@pytest.mark.parametrize(
    "sent",
    [b"GET /healthz HTTP/1.1\r\nhost: ", b"GET /healthz HTTP/1.1\r\nhost: x\r\n\r\nGET /healthz HTTP/1.1\r\nhost: "],
    ids=["the first", "the second"],
)
def test_a_head_that_does_not_arrive(live_url: str, monkeypatch: pytest.MonkeyPatch, sent: bytes) -> None:
    monkeypatch.setattr("server.protocol.HEAD_SECONDS", 0.5)
    with wire(live_url) as opened:
        for piece in (sent, b"x", b"y"):
            opened.sendall(piece)
            time.sleep(0.1)
        received = b""
        while chunk := opened.recv(65536):
            received += chunk
    *answered, last = received.split(b"HTTP/1.1 ")[1:]
    assert [each[:3] for each in answered] == [b"200"] * (sent.count(b"GET") - 1)
    assert last.startswith(b"408 Request Timeout")
    assert json.loads(last.partition(b"\r\n\r\n")[2])["errors"][0]["extensions"]["code"] == "BAD_REQUEST"


def test_a_connection_that_says_nothing_is_closed(live_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("server.protocol.HEAD_SECONDS", 0.2)
    with wire(live_url) as opened:
        assert opened.recv(65536) == b""


@pytest.mark.parametrize(
    "pieces",
    [
        [b"GET / HTTP/1.1\r\nhost: x\r\n\r\n"],
        [b"POST / HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n2\r\n{}\r\n", b"0\r\n\r\n"],
        [b"GET / HTTP/1.1\r\nhost: x\r\n\r\n", b"GET / HTTP/1.1\r\nhost: "],
    ],
    ids=["in one piece", "its end by itself", "another begun behind it"],
)
def test_an_answer_that_takes_longer_than_a_head_may_is_whole(
    serve: Serve, monkeypatch: pytest.MonkeyPatch, pieces: list[bytes]
) -> None:
    monkeypatch.setattr("server.protocol.HEAD_SECONDS", 0.2)

    async def slow(_: Request) -> Response:
        async def parts() -> AsyncIterator[bytes]:
            for _ in range(10):
                await asyncio.sleep(0.1)
                yield b"part "

        return StreamingResponse(parts(), headers={"content-length": "50"})

    with wire(serve(Starlette(routes=[Route("/", slow, methods=["GET", "POST"])]))) as opened:
        for piece in pieces:
            opened.sendall(piece)
            time.sleep(0.1)
        received = b""
        while b"part " * 10 not in received:
            chunk = opened.recv(65536)
            assert chunk, received
            received += chunk
    assert received.count(b"HTTP/1.1 ") == 1


def test_a_long_head_that_ends_is_told_what_is_too_large(live_url: str) -> None:
    with wire(live_url) as opened:
        opened.sendall(b"GET /healthz HTTP/1.1\r\nhost: x\r\naccept: " + b"x" * 1_900_000 + b"\r\n\r\n" + post(b"{}"))
        assert opened.recv(65536).startswith(b"HTTP/1.1 431")


def test_bytes_that_are_not_http(live_url: str, client: httpx.Client) -> None:
    with wire(live_url) as opened:
        opened.sendall(b"\x00\xff\r\n\r\n")
        assert opened.recv(65536).startswith(b"HTTP/1.1 400")
    assert client.get("/healthz").status_code == 200
