"""Holdings of the German Federation and of Austria, direct and through others."""

from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import networkx as nx  # type: ignore[import-untyped]  # it has no types of its own
import pytest

from tests.integration.registers.reports import NAMED, SINGLE, plain
from tests.integration.registers.sources import DIRECT, INDIRECT, MASTER, austria, computed, lines, rows

if TYPE_CHECKING:
    from tests.integration.registers.conftest import Loaded

pytestmark = pytest.mark.integration

NO_NUMBER = "it is not a number like 1234.5: as_number reads those with other marks"
ALIAS = {
    "Deutsche Bahn Aktiengesellschaft, Berlin": "DE-BUND:28",
    "FMS-WM": "DE-BUND:4",
    "Bundesdruckerei GmbH, Berlin": "DE-BUND:6",
}

# Rows in which several hold a share, as they stand in the file: the line's number, its text, what it says.
SEVERAL: dict[int, tuple[str, str, dict[int, str]]] = {
    242: ("75 12,5", "DB Netz AG, Frankfurt/Main DB Mobility Logistics AG, Berlin", {369: "0.75", 367: "0.125"}),
    299: (
        "16,88 9,36 1,17 9,36",
        (
            "DB Schenker Rail Aktiengesellschaft, Mainz DB Schenker Rail Nederland N. V., Utrecht "
            "DB Schenker Rail Scandinavia A/S, Taastrup DB Schenker Rail (UK) Limited, Doncaster"
        ),
        {382: "0.1688", 388: "0.0936", 391: "0.0117", 381: "0.0936"},
    ),
    498: (
        "45 5",
        "Transportes Ferroviarios Especiales, S.A., Madrid Transfesa Portugal Lda., Lissabon",
        {708: "0.45", 704: "0.05"},
    ),
    553: (
        "28,4 2,6 1,5",
        (
            "RVS Regional- busverkehr Südwest GmbH, Karlsruhe Regional Bus Stuttgart GmbH RBS, Stuttgart "
            "DB ZugBus Regionalverkehr Alb- Bodensee GmbH (RAB), Ulm (Donau)"
        ),
        {552: "0.284", 540: "0.026", 404: "0.015"},
    ),
}


def held(loaded: "Loaded", code: str) -> dict[str, dict[str, Any]]:
    """Who holds an enterprise, and how."""
    edges = loaded.ask(
        f'{{ enterprise(code: "{code}") {{ holders(first: 100) {{ edges {{ share amount currency document node {{ code name }} }} }} }} }}'
    )["enterprise"]["holders"]["edges"]
    return {each.pop("node")["code"]: each for each in edges}


@pytest.fixture(scope="module")
def holdings(loaded: "Loaded") -> dict[tuple[str, str], dict[str, Any]]:
    """Every holding in these reports, by holder and enterprise."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for prefix in ("DE-BUND:", "AT-BUND:"):
        for each in loaded.every(
            "enterprises",
            "code holders(first: 100) { edges { share amount currency node { code } } }",
            f', where: {{code: {{startsWith: "{prefix}"}}}}',
        ):
            for edge in each["holders"]["edges"]:
                found[edge["node"]["code"], each["code"]] = edge
    return found


def test_the_federation_s_holdings(holdings: dict[tuple[str, str], dict[str, Any]]) -> None:
    expected = {
        ("DE-BUND:1", f"DE-BUND:{number}"): (share, amount)
        for number, share, amount in rows(
            f"SELECT min(id::INT), sum(capital_share_perc::DECIMAL(18, 12)) / 100, sum(capital_share::DECIMAL(18, 2))"
            f" FROM {DIRECT} WHERE parents = '1' GROUP BY name"
        )
    }
    found = {pair: edge for pair, edge in holdings.items() if pair[0] == "DE-BUND:1"}
    assert found.keys() == expected.keys()
    for pair, edge in found.items():
        share, amount = expected[pair]
        assert float(edge["share"]) == pytest.approx(share)
        assert (edge["amount"] and Decimal(edge["amount"])) == amount


def test_a_company_listed_twice_is_one(loaded: "Loaded") -> None:
    """The development bank's second line is a special fund's share."""
    shares = rows(
        f"SELECT capital_share_perc::DECIMAL(9, 2) FROM {DIRECT} WHERE name = 'Kreditanstalt für Wiederaufbau'"
    )
    assert held(loaded, "DE-BUND:10")["DE-BUND:1"] == {
        "share": "0.8",
        "amount": "3000000000",
        "currency": "EUR",
        "document": "Beteiligungsbericht des Bundes 2015, 31.12.2014",
    }
    assert sum(share for (share,) in shares) == 80
    assert loaded.ask('{ enterprise(code: "DE-BUND:84") { name } }')["enterprise"] is None


def test_austria_s_holdings(holdings: dict[tuple[str, str], dict[str, Any]]) -> None:
    expected = {
        f"AT-BUND:{each['id']}": each["capital_share_perc"]
        and Decimal(each["capital_share_perc"].replace(",", ".")) / 100
        for each in austria()
        if each["parents"] == "110"
    }
    found = {
        end: edge["share"] and Decimal(edge["share"])
        for (start, end), edge in holdings.items()
        if start == "AT-BUND:110"
    }
    assert found == {code: share or None for code, share in expected.items()}
    assert Counter(map(bool, found.values()))[False] == 13


def test_shares_of_one_parent(holdings: dict[tuple[str, str], dict[str, Any]]) -> None:
    """Where the parent's name is a company's, letter by letter: who holds what, and no more where the amounts disagree."""
    stated = rows(
        f"SELECT n.number, s.number, s.printed, s.part, s.whole FROM {SINGLE} s JOIN {NAMED} n ON trim(s.parent) = n.name"
    )
    assert len(stated) > 300
    for parent, company, printed, part, whole in stated:
        edge = holdings[f"DE-BUND:{parent}", f"DE-BUND:{company}"]
        agreed = printed == 100 or bool(printed and part and whole and abs(printed - 100 * part / whole) <= 1)
        share, amount = (printed / 100, part) if printed and printed <= 100 and agreed else (None, None)
        assert (edge["share"] and Decimal(edge["share"])) == share, company
        assert (edge["amount"] and Decimal(edge["amount"])) == amount, company


@pytest.mark.parametrize("line", SEVERAL)
def test_shares_of_several_parents(loaded: "Loaded", line: int) -> None:
    percents, parents, shares = SEVERAL[line]
    assert rows(f"SELECT trim(capital_share_perc), trim(parent) FROM {INDIRECT} WHERE id = '{line}'") == [
        (percents, parents)
    ]
    found = held(loaded, f"DE-BUND:{line + 176}")
    assert {code: each["share"] for code, each in found.items()} == {
        f"DE-BUND:{code}": share for code, share in shares.items()
    }


def test_capital_summed_by_currency(loaded: "Loaded") -> None:
    found: Counter[str] = Counter()
    for prefix in ("DE-BUND:", "AT-BUND:"):
        for each in loaded.every(
            "enterprises", "registeredCapital currency", f', where: {{code: {{startsWith: "{prefix}"}}}}'
        ):
            if each["registeredCapital"] is not None:
                found[each["currency"]] += Decimal(each["registeredCapital"])  # type: ignore[assignment]  # sums of money
    expected: Counter[str] = Counter(
        dict(
            rows(
                f"""SELECT currency, sum(whole) FROM (
                    SELECT CASE regexp_extract(concat_ws(' ', capital, capital_share), '[A-Z]{{2,3}}')
                        WHEN '' THEN 'EUR' WHEN 'DM' THEN 'DEM' WHEN 'CYN' THEN 'CNY'
                        ELSE regexp_extract(concat_ws(' ', capital, capital_share), '[A-Z]{{2,3}}') END AS currency,
                        {plain("capital")} AS whole FROM {INDIRECT} WHERE parent IS NOT NULL
                    UNION ALL
                    SELECT min(capital_curreny), min(capital::DECIMAL(18, 4)) FROM {DIRECT} WHERE capital <> '' GROUP BY name
                ) WHERE whole IS NOT NULL GROUP BY currency"""
            )
        )
    )
    for each in austria():
        if each["capital"] and Decimal(each["capital"]) >= 0:
            expected["EUR"] += Decimal(each["capital"])  # type: ignore[assignment]
    assert found == expected
    assert len(found) > 40


def test_effective_shares_through_chains(holdings: dict[tuple[str, str], dict[str, Any]]) -> None:
    """What the Federation holds through chains of single parents: read from the file on one side, from the graph on the other."""
    stated: nx.DiGraph[str] = nx.DiGraph()
    for number, share in rows(
        f"SELECT min(id::INT), sum(capital_share_perc::DOUBLE) / 100 FROM {DIRECT} WHERE parents = '1' GROUP BY name"
    ):
        stated.add_edge("DE-BUND:1", f"DE-BUND:{number}", share=share)
    for parent, alias, company, printed in rows(
        f"SELECT n.number, trim(s.parent), s.number, s.printed FROM {SINGLE} s LEFT JOIN {NAMED} n ON trim(s.parent) = n.name"
        " WHERE s.printed = 100 OR s.printed < 100 AND abs(s.printed - 100 * s.part / s.whole) <= 1"
    ):
        holder = f"DE-BUND:{parent}" if parent else ALIAS.get(alias)
        if holder:
            stated.add_edge(holder, f"DE-BUND:{company}", share=float(printed) / 100)
    loaded: nx.DiGraph[str] = nx.DiGraph()
    for (holder, company), edge in holdings.items():
        if edge["share"]:
            loaded.add_edge(holder, company, share=float(edge["share"]))
    assert nx.is_directed_acyclic_graph(loaded)
    effective, found = (_effective(each, "DE-BUND:1") for each in (stated, loaded))
    assert len(effective) > 250
    # In the graph some are held through several at once, which the file's plain rows do not say.
    more = {company for company in effective if found[company] > effective[company] + 1e-9}
    assert {company: found[company] for company in effective if company not in more} == pytest.approx(
        {company: share for company, share in effective.items() if company not in more}
    )
    assert len(more) < 10
    assert found["DE-BUND:578"] == 1.0  # Schenker AG, through two others
    assert max(found.values()) <= 1 + 1e-9


def test_the_service_tells_every_company_s_share(
    loaded: "Loaded", holdings: dict[tuple[str, str], dict[str, Any]]
) -> None:
    """From above what the Federation holds, from below who owns each company: both as counted along the graph's links."""
    links: nx.DiGraph[str] = nx.DiGraph()
    for (holder, company), edge in holdings.items():
        links.add_edge(holder, company, share=float(edge["share"] or 0))
    expected = _effective(links, "DE-BUND:1")
    held = loaded.ask('{ agency(code: "DE-BUND:1") { holdings { share node { ... on Enterprise { code } } } } }')
    found = {each["node"]["code"]: float(each["share"]) for each in held["agency"]["holdings"]}
    assert {code: share for code, share in found.items() if share} == pytest.approx(expected, abs=1e-9)
    assert len(expected) > 400
    chains = loaded.every(
        "enterprises",
        "code ownershipChain { ultimateOwners { share party { ... on Agency { code } } } }",
        ', where: {code: {startsWith: "DE-BUND:"}}',
    )
    owned = {
        each["code"]: float(owner["share"])
        for each in chains
        for owner in each["ownershipChain"]["ultimateOwners"]
        if owner["party"].get("code") == "DE-BUND:1" and float(owner["share"])
    }
    assert owned == pytest.approx(expected, abs=1e-9)


def _effective(graph: "nx.DiGraph[str]", owner: str) -> dict[str, float]:
    """What an owner holds of each company, over all paths."""
    shares: dict[str, float] = {owner: 1.0}
    for company in nx.topological_sort(graph):
        if company != owner:
            shares[company] = sum(
                shares.get(holder, 0.0) * edge["share"] for holder, _, edge in graph.in_edges(company, data=True)
            )
    return {company: share for company, share in shares.items() if share and company != owner}


def test_parents_that_no_list_has(loaded: "Loaded") -> None:
    found = loaded.every(
        "enterprises", "code name holders { totalCount }", ', where: {code: {startsWith: "DE-BUND:N"}}'
    )
    assert len(found) == 26
    assert {each["holders"]["totalCount"] for each in found} == {0}
    assert "Arriva Europe GmbH, Berlin" in {each["name"] for each in found}


def test_enterprises_by_country(loaded: "Loaded") -> None:
    answer = loaded.ask(
        '{ enterprises(where: {code: {startsWith: "DE-BUND:"}, jurisdiction: {eq: "GB"}}) { totalCount } }'
    )
    expected = (
        f"SELECT count(*) FROM {INDIRECT} WHERE regexp_matches(replace(name, ' ', ''), '/Großbritannien(\\d\\))*$')"
    )
    assert answer["enterprises"]["totalCount"] == computed(expected)


def test_the_table_of_all_is_sorted_apart(loaded: "Loaded") -> None:
    """Why its parents and percentages are not read: they are those of other rows."""
    both, same = rows(
        f"SELECT count(*), count(*) FILTER (trim(m.parent) = trim(i.parent)) FROM {MASTER} m JOIN {INDIRECT} i ON trim(m.name) = trim(i.name)"
    )[0]
    numbers = computed(
        f"SELECT count(*) FROM {MASTER} m JOIN {INDIRECT} i ON trim(m.name) = trim(i.name) AND m.id::INT = i.id::INT + 176"
    )
    assert (both, same, numbers) == (513, 34, 513)
    assert loaded.ask('{ enterprise(code: "DE-BUND:716") { name } }')["enterprise"]["name"] == "UAB Schenker"


def test_rejects_are_what_the_file_holds(loaded: "Loaded") -> None:
    rejects = list(lines(loaded.rejects("germany-federal-holdings")))
    assert Counter((each["file"], each["field"], each["reason"]) for each in rejects) == {
        ("indirect_ownership.csv", "registeredCapital", NO_NUMBER): computed(
            f"SELECT count(*) FROM {INDIRECT} WHERE parent IS NOT NULL AND capital IS NOT NULL AND {plain('capital')} IS NULL"
        ),
        ("austria.csv", "registeredCapital", "it should be greater than or equal to 0"): sum(
            each["capital"].startswith("-") for each in austria()
        ),
        ("indirect_ownership.csv", "from", "it is missing"): computed(
            f"SELECT count(*) FROM {INDIRECT} WHERE parent IS NULL"
        ),
        ("indirect_ownership.csv", "share", NO_NUMBER): 48,
        ("indirect_ownership.csv", "amount", NO_NUMBER): 55,
    }
    assert {each["line"] for each in rejects if each["field"] == "from"} == {"541"}
    # Rows of one percentage whose amounts are unreadable or say something else; lines count the header.
    unsure = {
        str(line)
        for (line,) in rows(
            f"SELECT number - 175 FROM {SINGLE} WHERE coalesce(printed, 101) <> 100"
            " AND coalesce(printed > 100 OR abs(printed - 100 * part / whole) > 1, true)"
        )
    }
    broken = "541"
    told = {each["line"] for each in rejects if each["field"] == "share"}
    after = {str(int(line) + 1) if int(line) >= int(broken) else line for line in unsure}
    assert after <= told
    # The others: percentages that the print's line breaks or corrections cut in pieces, with several parents or one.
    assert told - after == {
        *("11", "23", "37", "62", "63", "93", "115", "175", "317", "381", "422", "427", "457", "458"),
        *("472", "473", "495", "529", "540", "554", "558"),
    }
