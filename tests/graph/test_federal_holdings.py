"""The German federal government's holdings: for every company the federal share agrees with two other computations."""

import os
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path

import duckdb
import networkx as nx
import pytest

from graph.chains import End, Link, above, below, paths
from tests.graph.reckoning import rounded, upward

DATA = Path(os.environ.get("ASSETGRAPH_SHARED_DATA", Path(__file__).parents[3] / "shared" / "data"))
FOLDER = DATA / "germany-federal-holdings"
STATE = "bundesrepublikdeutschland"
WHOLE = 10**12

# Companies are told by their names alone, and an owner's lacks the country, and is at times shortened. Several owners
# stand in one field with nothing between them, and their shares in another, at times broken up beyond reading: those
# are unknown.
READ = f"""
CREATE MACRO plain(name) AS
    replace(replace(regexp_replace(lower(name), '[^\\p{{L}}\\d]+', '', 'g'), 'aktiengesellschaft', 'ag'), 'kfwfrankfurtmain', '');
CREATE MACRO known(name) AS plain(regexp_replace(regexp_replace(trim(name), '( ?\\d\\)?)+$', ''), ',[^,]*$', ''));
CREATE MACRO units(percent) AS (percent::DECIMAL(18, 10) * 10_000_000_000)::BIGINT;
CREATE TABLE direct AS FROM read_csv('{FOLDER}/direct_ownership.csv', all_varchar = true, delim = ';', quote = '');
CREATE TABLE indirect AS FROM read_csv('{FOLDER}/indirect_ownership.csv', all_varchar = true, delim = ',', quote = '"');

CREATE TABLE company AS SELECT DISTINCT known(name) AS code FROM (SELECT name FROM direct UNION ALL SELECT name FROM indirect);
CREATE TABLE named AS
    SELECT id, known(name) AS owned, replace(plain(parent), 'fmswm', 'fmswertmanagementanstaltöffentlichenrechts') AS owners,
           regexp_split_to_array(trim(capital_share_perc), '\\s+') AS shares
    FROM indirect WHERE parent IS NOT NULL;
CREATE TABLE owner AS
    SELECT id, owned, code, position(code IN owners) AS place, shares FROM named JOIN company ON contains(owners, code)
    QUALIFY place >= coalesce(max(place + length(code)) OVER (
        PARTITION BY id ORDER BY place, length(code) DESC ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0);
CREATE TABLE placed AS
    SELECT code AS owner, owned, shares, row_number() OVER (PARTITION BY id ORDER BY place) AS number, count(*) OVER (PARTITION BY id) AS owners
    FROM owner
    UNION ALL SELECT owners, owned, shares, 1, 1 FROM named WHERE id NOT IN (SELECT id FROM owner);
CREATE TABLE link AS
    SELECT '{STATE}' AS owner, known(name) AS owned, units(trim(capital_share_perc)) AS share FROM direct WHERE parents = '1'
    UNION ALL
    SELECT owner, owned, CASE
        WHEN len(shares) = owners AND list_bool_and(list_transform(shares, lambda x: regexp_full_match(x, '100|\\d{{1,2}}(,\\d+)?')))
        THEN units(replace(shares[number], ',', '.')) END
    FROM placed;
"""
WALKED = f"""
WITH RECURSIVE walk(company, share) AS (
    SELECT '{STATE}', 1::DOUBLE UNION ALL SELECT owned, walk.share * link.share / 1e12 FROM walk JOIN link ON owner = company)
SELECT company, coalesce(sum(share), 0) FROM walk GROUP BY company
"""


@pytest.fixture(scope="module")
def register() -> duckdb.DuckDBPyConnection:
    if not FOLDER.is_dir():
        pytest.skip(f"the real data sets are not at {DATA}; set ASSETGRAPH_SHARED_DATA to their folder")
    connection = duckdb.connect()
    connection.execute(READ)
    return connection


@pytest.fixture(scope="module")
def links(register: duckdb.DuckDBPyConnection) -> list[Link[str]]:
    rows = register.execute("SELECT owner, owned, share FROM link").fetchall()
    return [Link(owner, owned, share, number) for number, (owner, owned, share) in enumerate(rows)]


@pytest.fixture(scope="module")
def companies(links: list[Link[str]]) -> list[str]:
    return sorted({link.owned for link in links})


@pytest.fixture(scope="module")
def reckoned(links: list[Link[str]]) -> Callable[[str], tuple[Fraction, bool]]:
    """The federal share of a company, from those of its owners, and whether all of it is known."""

    @cache
    def reckon(company: str) -> tuple[Fraction, bool]:
        if company == STATE:
            return Fraction(1), True
        total, sure = Fraction(0), True
        for link in links:
            if link.owned == company:
                held, known = reckon(link.owner)
                total += held * Fraction(link.share or 0, WHOLE)
                sure = sure and (link.share == 0 or (known and not (link.share is None and held)))
        return total, sure

    return reckon


def test_the_register_is_worth_a_test(links: list[Link[str]], companies: list[str]) -> None:
    holdings = below(links, STATE)
    assert (len(links), len(companies), len(holdings.held)) == (723, 669, 587)
    assert max(each.depth for each in holdings.held) == 12
    assert sum(owners > 1 for owners in Counter(link.owned for link in links).values()) == 41
    assert (len(holdings.unknown), holdings.circles) == (40, ())
    assert nx.is_directed_acyclic_graph(upward(links))


def test_every_federal_share_agrees(
    links: list[Link[str]], companies: list[str], reckoned: Callable[[str], tuple[Fraction, bool]]
) -> None:
    held = {each.node: each for each in below(links, STATE).held}
    for company in companies:
        share, sure = reckoned(company)
        if company in held:
            assert (held[company].share, held[company].exact) == (rounded(share), sure)
        else:
            assert (share, sure) == (Fraction(0), True)


def test_every_company_names_the_same_federal_share(
    links: list[Link[str]], companies: list[str], reckoned: Callable[[str], tuple[Fraction, bool]]
) -> None:
    for company in companies:
        owners = {each.node: each for each in above(links, company).ultimate}
        share, sure = reckoned(company)
        if STATE in owners:
            assert (owners[STATE].share, owners[STATE].exact) == (rounded(share), sure)
        else:
            assert (share, sure) == (Fraction(0), True)


def test_every_federal_share_agrees_with_sql(links: list[Link[str]], register: duckdb.DuckDBPyConnection) -> None:
    walked = dict(register.execute(WALKED).fetchall())
    held = {each.node: float(each.share) for each in below(links, STATE).held}
    assert held == pytest.approx({company: walked[company] for company in held}, abs=1e-12)
    assert set(walked) - set(held) == {STATE}


def test_paths_add_up_to_every_federal_share(links: list[Link[str]]) -> None:
    for each in below(links, STATE).held:
        found = paths(links, each.node, limit=10_000)
        assert not found.truncated
        federal = [path for path in found.paths if path.links[-1].owner == STATE]
        assert {path.end for path in federal} == {End.OWNER}
        assert float(sum(path.share or Decimal(0) for path in federal)) == pytest.approx(float(each.share), abs=1e-11)
        assert any(path.share is None for path in federal) == (not each.exact)
