"""GraphiQL in a real browser: it runs a query, obeys the shipped policy and asks no other host for anything."""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest
import strawberry
from playwright.sync_api import Page, expect, sync_playwright
from starlette.applications import Starlette
from starlette.routing import Route
from strawberry.asgi import GraphQL

from server.graphiql import IN_CHECKOUT, graphiql_routes
from tests.node.chromium import Chromium, find_chromium
from tests.server.conftest import Serve

HOSTILE_NAME = "浙江省机关事务管理局 <img src=x onerror=alert(1)>"


@strawberry.type
class Agency:
    id: strawberry.ID
    code: str
    name: str


@strawberry.type
class AgencyConnection:
    nodes: list[Agency]


@strawberry.type
class Query:
    @strawberry.field
    def agencies(self, first: int) -> AgencyConnection:
        agencies = [Agency(id=strawberry.ID(str(n)), code=f"330{n}", name=HOSTILE_NAME) for n in range(first)]
        return AgencyConnection(nodes=agencies)


@dataclass(frozen=True)
class Visit:
    """An open page, with all that it asked for and complained of."""

    page: Page
    url: str
    requested: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def open(self) -> None:
        self.page.on("request", lambda request: self.requested.append(request.url))
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", lambda dialog: self.complaints.append(f"a name ran as a script: {dialog.message}"))
        self.page.goto(f"{self.url}/graphiql")
        expect(self.page.locator(".graphiql-query-editor .view-line").first).to_be_visible()

    def run(self, query: str) -> None:
        self.page.locator(".graphiql-query-editor .view-line").first.click()
        self.page.keyboard.press("ControlOrMeta+A")
        self.page.keyboard.press("Delete")
        self.page.keyboard.type(query)
        self.page.keyboard.press("ControlOrMeta+Enter")

    def lines(self, editor: str) -> list[str]:
        texts = self.page.locator(f"{editor} .view-line").all_inner_texts()
        return [text.replace("\xa0", " ") for text in texts]

    def foreign(self) -> list[str]:
        own = urlsplit(self.url).netloc
        return [url for url in self.requested if urlsplit(url).scheme != "data" and urlsplit(url).netloc != own]


@pytest.fixture(scope="module")
def chromium() -> Chromium:
    if not (IN_CHECKOUT / "index.html").is_file():
        pytest.skip("GraphiQL is not built: run `make web`")
    found = find_chromium()
    if found is None:
        pytest.skip("no packaged Chromium for this machine: install Chromium or Chrome")
    if reason := found.missing():
        pytest.skip(f"Chromium does not start on this machine: {reason}")
    expect.set_options(timeout=30_000)
    return found


@pytest.fixture
def visit(chromium: Chromium, serve: Serve) -> Iterator[Visit]:
    endpoint = Route("/graphql", GraphQL(strawberry.Schema(Query)))
    url = serve(Starlette(routes=[*graphiql_routes([IN_CHECKOUT]), endpoint]))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.executable, env=dict(chromium.environment))
        visit = Visit(browser.new_page(viewport={"width": 1400, "height": 900}), url)
        visit.open()
        yield visit
        browser.close()


def test_first_query_is_ready_to_run(visit: Visit) -> None:
    visit.page.get_by_label("Execute query").click()
    expect(visit.page.locator(".graphiql-response")).to_contain_text('"3304"')
    assert not visit.foreign()
    assert not visit.complaints


def test_typed_query_is_answered_and_names_stay_text(visit: Visit) -> None:
    visit.run("{ agencies(first: 1) { nodes { code name } } }")
    expect(visit.page.locator(".graphiql-response")).to_contain_text("onerror")
    answer = json.loads("".join(visit.lines(".graphiql-response")))
    assert answer == {"data": {"agencies": {"nodes": [{"code": "3300", "name": HOSTILE_NAME}]}}}
    assert not visit.complaints


def test_schema_is_explored(visit: Visit) -> None:
    plugin = visit.page.locator(".graphiql-plugin")
    visit.page.get_by_label("Show Documentation Explorer").click()
    expect(plugin).to_contain_text("AgencyConnection")
    visit.page.get_by_label("Show GraphiQL Explorer").click()
    expect(plugin.get_by_text("agencies")).to_be_visible()
    visit.page.get_by_label("Show History").click()
    expect(plugin).to_contain_text("History")
    assert not visit.foreign()
    assert not visit.complaints


def test_lines_lie_below_each_other(visit: Visit) -> None:
    """A policy that refuses the editor's styles leaves all the text in place, line on line."""
    lines = visit.page.locator(".graphiql-query-editor .view-line")
    tops: list[float] = []
    for _ in range(100):
        # The editor lays its lines out again when a panel beside it was opened.
        tops = lines.evaluate_all("lines => lines.map(line => line.getBoundingClientRect().top)")
        if len(set(tops)) == len(tops) > 5:
            break
        visit.page.wait_for_timeout(100)
    assert len(set(tops)) == len(tops) > 5
    if folder := os.environ.get("ASSETGRAPH_SCREENSHOTS"):
        visit.page.screenshot(path=Path(folder, "graphiql.png"))


def test_a_link_brings_a_query_that_is_not_run_by_itself(visit: Visit) -> None:
    query = "query Some($number: Int!) { agencies(first: $number) { nodes { code } } }"
    link = urlencode({"query": query, "variables": json.dumps({"number": 2})})
    visit.page.goto(f"{visit.url}/graphiql/?{link}")
    expect(visit.page.locator(".graphiql-query-editor")).to_contain_text("Some")
    asked = len([each for each in visit.requested if each.endswith("/graphql")])
    expect(visit.page.locator(".graphiql-response")).not_to_contain_text("data")
    visit.page.get_by_label("Execute query").click()
    expect(visit.page.locator(".graphiql-response")).to_contain_text('"3301"')
    assert len([each for each in visit.requested if each.endswith("/graphql")]) == asked + 1
    assert not visit.complaints
