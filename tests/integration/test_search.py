"""Search on the demo province: what is found, in which order, at what cost; both executions agree; no text is syntax."""

import asyncio
from collections.abc import Iterator, Sequence
from typing import Any

import duckdb
import orjson
import pytest

import ingest
import schema
from graph import ddl
from graph.connection import Connection
from graph.session import Graph
from ingest.demo import SCALES, write
from resolvers import reference
from resolvers.execute import Executor, Request
from tests.building import schema_of
from tests.generation import wipe
from tests.profiling import Service
from tests.railway import railway

pytestmark = pytest.mark.integration

SEED = 33
HIT = "{ score matched node { __typename id ... on Registered { code name } } }"
SEARCH = f"query($text: String!, $types: [NodeType!], $first: Int) {{ search(text: $text, types: $types, first: $first) {HIT} }}"
ODD = r"""
+ - ! ( ) { } [ ] ^ " ~ * ? : \ / & | < > = ' ` $ @ # % ; , && || AND OR NOT TO name:浙江 *:* a~2 "浙江 浙江\ /[a-z]+/ /(/ (浙江
浙江) a^9 ?* *杭* 浙* 🏢 浙江🏢 ){ \" \\ \* a\ -- ++ !! ~~ ^^ "" ** ?? ... {!term}浙江 _exists_:name
"""
HOSTILE = (
    *ODD.split(),
    *("a AND", "OR b", "NOT c", "[a TO b]", "{a TO b}", "+浙 -江", "a && b || !c", "'; MATCH (n) DETACH DELETE n //"),
    *("\t浙江\n", "\u3000浙江\u3000", "e\u0301", "\u200b", "\x00", "\x7f", r"+ - && || ! ( ) { } [ ] ^ \" ~ * ? : \ /"),
)


class Province(Service):
    """The demo in the graph, its files as DuckDB sees them, and both executions."""

    def __init__(self, runner: asyncio.Runner, connection: Connection) -> None:
        super().__init__(runner, connection)
        self.built = schema_of(self.executor.model)
        self.files = duckdb.connect()

    def found(self, text: str, **variables: Any) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.ask(SEARCH, text=text, **variables)["search"]
        return found

    def expected(self, texts: Sequence[str]) -> dict[str, Any]:
        fields = (f'k{number}: search(text: "{text}", first: 100) {HIT}' for number, text in enumerate(texts))
        model, query = self.executor.model, f"{{ {' '.join(fields)} }}"
        answer = self.runner.run(reference.execute(self.built, model, self.graph, query, {}))
        assert not answer.errors, answer.errors
        return {text: answer.data[f"k{number}"] for number, text in enumerate(texts)}

    def code(self, query: str, **variables: Any) -> str:
        answer = orjson.loads(self.runner.run(self.executor.execute(Request(query, variables))).body)
        return str(answer["errors"][0]["extensions"]["code"])

    def one(self, sql: str) -> Any:
        ((value,),) = self.files.execute(sql).fetchall()
        return value


@pytest.fixture(scope="module")
def province(neo4j_2026: Connection, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Province]:
    folder = tmp_path_factory.mktemp("demo")
    write(folder, SCALES["S"], SEED)
    with asyncio.Runner() as runner:
        found = Province(runner, neo4j_2026)
        for path in folder.glob("*.csv"):
            found.files.execute(f"CREATE TABLE {path.stem} AS FROM read_csv('{path}', all_varchar = true)")
        runner.run(wipe(found.graph))
        summary = runner.run(ingest.load(folder, found.executor.model, found.graph, rejects=folder / "r.csv"))
        assert summary.rejected == 0
        yield found
        runner.run(found.graph.close())


# -- what is found first


@pytest.mark.parametrize(
    ("text", "code", "matched", "score"),
    [
        ("浙江省机关事务管理局", "330000-010", "name", 3),
        ("浙江省机关事务", "330000-010", "name", 2),
        ("杭州市 财政局", "330100-013", "name", 3),
        ("杭州", "330100", "name", 2),
        ("杭", "330100", "name", 2),
        ("zhejiangshengjiguanshiwuguanliju", "330000-010", "namePinyin", 3),
        ("zhe jiang sheng ji guan shi wu guan li ju", "330000-010", "namePinyin", 3),
        ("Zhejiang Sheng Jiguan", "330000-080", "namePinyin", 2),
        ("zhèjiāng shěng jīguān shìwù", "330000-010", "namePinyin", 2),
        ("zjsjgswglj", "330000-010", "namePinyin", 3),
        ("zjsjgsw", "330000-010", "namePinyin", 2),
        ("ZJSJGSW", "330000-010", "namePinyin", 2),
        ("Hangzhou", "330100", "nameEn", 3),
        ("hangzhou", "330100", "nameEn", 3),
        ("Zhejiang Provincial Museum", "330000-071", "nameEn", 3),
        ("provincial muse", "330000-071", "nameEn", 1),
        ("museum zhejiang", "330000-071", "nameEn", 1),
        ("330000-B0001", "330000-B0001", "code", 3),
        ("330000-b0001", "330000-B0001", "code", 3),
        ("330000-B0001-10", "330000-B0001-101", "code", 2),
        ("３３００００－Ｂ０００１", "330000-B0001", "code", 3),
    ],
)  # fmt: skip
def test_what_is_found_first(province: Province, text: str, code: str, matched: str, score: int) -> None:
    hit = province.found(text)[0]
    assert (hit["node"]["code"], hit["matched"], int(hit["score"])) == (code, matched, score)


def test_a_part_is_found_in_each_name_that_has_it(province: Province) -> None:
    expected = province.one("SELECT count(*) FROM agency WHERE name LIKE '%机关事务%'")
    for text in ("机关事务", "jgsw", "jiguanshiwu", "ji guan shi wu"):
        hits = province.found(text, types=["Agency"], first=100)
        assert len(hits) == min(100, expected)
        assert all("机关事务" in each["node"]["name"] for each in hits), text


def test_identifiers_find_what_has_them(province: Province) -> None:
    plate, vin, vehicle = province.files.execute(
        "SELECT plate, vin, code FROM vehicle ORDER BY code LIMIT 1"
    ).fetchall()[0]
    unit, building = province.files.execute(
        "SELECT realEstateUnitCode, code FROM building WHERE realEstateUnitCode IS NOT NULL ORDER BY code LIMIT 1"
    ).fetchall()[0]
    credit, agency = province.files.execute(
        "SELECT creditCode, code FROM agency WHERE creditCode IS NOT NULL ORDER BY code LIMIT 1"
    ).fetchall()[0]
    for text, code, matched in (
        (plate, vehicle, "plate"),
        (plate.lower(), vehicle, "plate"),
        (vin, vehicle, "vin"),
        (vin[:9].lower(), None, "vin"),
        (unit, building, "realEstateUnitCode"),
        (credit, agency, "creditCode"),
    ):
        hit = province.found(text)[0]
        assert hit["matched"] == matched, text
        assert code is None or hit["node"]["code"] == code
        assert hit["score"] == 3 or code is None


def test_a_certificate_leads_to_its_asset(province: Province) -> None:
    number, kind, asset = province.files.execute(
        "SELECT certificateNo, assetKind, asset FROM owns WHERE certificateNo IS NOT NULL ORDER BY certificateNo LIMIT 1"
    ).fetchall()[0]
    expected = {"score": 3.0, "matched": "certificateNo"}
    hit = province.found(number)[0]
    assert (hit["node"]["code"], hit["node"]["__typename"]) == (asset, kind)
    assert {name: hit[name] for name in expected} == expected
    assert province.found(number, types=[kind])[0] == hit
    assert province.found(number, types=["Agency"]) == []
    tail = number[number.index("不动产权") :]
    assert asset in {each["node"]["code"] for each in province.found(tail, first=100)}


def test_types_narrow_and_order_stays(province: Province) -> None:
    everything = province.found("杭州市", first=100)
    assert len({each["node"]["__typename"] for each in everything}) > 2
    divisions = province.found("杭州市", types=["Division", "Room"], first=100)
    assert {each["node"]["__typename"] for each in divisions} <= {"Division", "Room"}
    assert divisions[0]["node"]["name"] == "杭州市"
    assert province.found("杭州市", types=[]) == []
    assert province.found("杭州市", first=0) == []
    assert province.found("杭州市", first=7) == everything[:7]


def test_exact_comes_before_beginning_before_part(province: Province) -> None:
    hits = province.found("浙江省人民政府", first=100)
    classes = [int(each["score"]) for each in hits]
    assert classes == sorted(classes, reverse=True)
    assert {3, 2} <= set(classes)
    for each in hits:
        name = each["node"]["name"]
        if each["matched"] == "name":
            assert int(each["score"]) == (
                3 if name == "浙江省人民政府" else 2 if name.startswith("浙江省人民政府") else 1
            )


# -- both executions


@pytest.fixture(scope="module")
def expected(province: Province) -> dict[str, Any]:
    """What the reference finds for each of the texts; all in one operation, for which it reads the graph once."""
    return province.expected(TEXTS)


TEXTS = ("机关事务管理局", "杭州市 财政局", "图书馆 浙江", "hzscz", "hang zhou shi cai zheng", "museum", "330100-V0000")


@pytest.mark.parametrize("text", TEXTS)
def test_both_executions_agree(province: Province, expected: dict[str, Any], text: str) -> None:
    hits = province.found(text, first=100)
    assert len(hits) < 100 or len(expected[text]) == 100
    assert [*map(rounded, hits)] == [*map(rounded, expected[text])]


def rounded(hit: dict[str, Any]) -> dict[str, Any]:
    return {**hit, "score": round(hit["score"], 9)}


def test_what_is_below_a_node_is_asked_as_everywhere(province: Province) -> None:
    query = """query($text: String!) { __typename search(text: $text, first: 1) {
      __typename best: score node { ...on Building { users(asOf: "2010-01-01") { totalCount nodes { name } } } }
      node { ... on Node { id } ... on Asset { owners(asOf: "2010-01-01") { nodes { name } } } } matched
    } building(code: $text, asOf: "2010-01-01") { id users { totalCount nodes { name } } owners { nodes { name } } } }"""
    answer = province.ask(query.replace("code: $text", "code: $text"), text="330000-B0001")
    (hit,) = answer["search"]
    node, same = hit["node"], answer["building"]
    assert {name: node[name] for name in same} == same
    assert same["users"]["totalCount"] > 1
    assert (hit["__typename"], hit["best"], hit["matched"]) == ("SearchHit", 3.0, "code")


# -- hostile and out of bounds


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_is_syntax(province: Province, text: str) -> None:
    for each in province.found(text) if text.strip() else ():
        assert each["score"] > 0
    quoted = f"浙江省{text}博物馆"
    assert all("博物馆" in each["node"]["name"] for each in province.found(quoted, types=["Agency"]))


@pytest.mark.parametrize(
    "text", ["", " ", "\u3000\t\n", "浙" * 201, "a" * 10_000, "a b " * 50, " ".join(map(str, range(21)))]
)
def test_what_cannot_be_looked_for_is_refused(province: Province, text: str) -> None:
    if len(text) == 200:
        assert isinstance(province.found(text), list)
    else:
        assert province.code(SEARCH, text=text) == "BAD_ARGUMENT"


def test_sizes_out_of_bounds_are_refused(province: Province) -> None:
    assert province.code(SEARCH, text="浙江", first=101) == "PAGE_TOO_LARGE"
    assert province.code(SEARCH, text="浙江", first=-1) == "BAD_ARGUMENT"
    assert len(province.found("浙江", first=100)) == 100
    assert len(province.ask('{ search(text: "浙江") { score } }')["search"]) == 10
    assert province.code('{ search(text: "浙江", types: [Nothing]) { score } }') == "GRAPHQL_VALIDATION_FAILED"


# -- work

MORE = 20_000
CROWD = (
    "UNWIND range(1, $more) AS i CALL (i) { CREATE (:Agency:Node {id: 'crowd' + i, code: 'crowd-' + i, "
    "name: '浙江省拥挤办公室' + i, namePinyin: 'zhe jiang sheng', sounds_namePinyin: 'zhejiangsheng zjs'}) } "
    "IN TRANSACTIONS OF 5000 ROWS"
).replace("$more", str(MORE))


def test_work_does_not_grow_with_what_there_is_to_find(province: Province) -> None:
    texts = ("浙江省拥挤", "浙江省", "zjs", "zhejiangsheng", "crowd-1", "浙")
    query = "query($text: String!) { search(text: $text) { score matched node { ... on Registered { name } } } }"
    before = {text: province.hits(query, text=text) for text in texts}
    assert max(before.values()) <= 6_000
    try:
        province.runner.run(province.graph.execute([CROWD]))
        after = {text: province.hits(query, text=text) for text in texts}
        assert all(after[text] <= before[text] + 2_000 for text in texts), (before, after)
        assert province.found("crowd-19999")[0]["score"] == 3
    finally:
        province.runner.run(
            province.graph.execute(
                ["MATCH (n:Agency) WHERE n.code STARTS WITH 'crowd-' CALL (n) { DELETE n } IN TRANSACTIONS"]
            )
        )


# -- indexes, other models, other versions


def test_an_index_of_another_declaration_is_dropped_and_others_stay(province: Province) -> None:
    model, graph, run = province.executor.model, province.graph, province.runner.run
    label = "FULLTEXT INDEX {} FOR (n:{}) ON EACH [n.{}]"
    made = [
        ("Agency_words_000000", "Agency", "sector"),
        ("Vessel_words_000000", "Vessel", "name"),
        ("mine", "Agency", "level"),
    ]
    try:
        run(graph.execute(f"CREATE {label.format(*each)}" for each in made))
        run(graph.execute(ddl.changes(model, names(province))))
        assert names(province) & {each for each, *_ in made} == {"Vessel_words_000000", "mine"}
        assert ddl.changes(model, names(province)) == ()
    finally:
        run(graph.execute(f"DROP INDEX {each} IF EXISTS" for each, *_ in made))


def test_without_its_index_it_says_what_is_missing(province: Province) -> None:
    (name,) = (each for each in names(province) if each.startswith("Person_whole_"))
    try:
        province.runner.run(province.graph.execute([f"DROP INDEX {name}"]))
        assert province.code('{ search(text: "a") { score } }') == "DATABASE_UNAVAILABLE"
        assert isinstance(province.found("a", types=["Agency"]), list)
    finally:
        province.runner.run(province.graph.execute(ddl.changes(province.executor.model, names(province))))
    assert isinstance(province.found("a"), list)


def names(province: Province) -> set[str]:
    return {name for name, *_ in province.runner.run(province.graph.read(ddl.STATES, {}))}


async def few(connection: Connection, model: Any, nodes: list[str], texts: list[str]) -> list[Any]:
    built = schema_of(model)
    async with Graph.connect(connection) as graph:
        await wipe(graph)
        await graph.execute((*ddl.statements(model), *nodes))
        executor = Executor(model, built, graph, 300)
        query = "query($t: String!) { search(text: $t) { score matched node { __typename id } } nodes(ids: []) { id } }"
        answers = [orjson.loads((await executor.execute(Request(query, {"t": each}))).body) for each in texts]
        return [answer["data"]["search"] for answer in answers]


def test_any_model(neo4j_2026: Connection) -> None:
    nodes = ["CREATE (:Station:Node {id: 's', letters: 'ABC'}), (:Depot:Node {id: 'd', title: 'West shed'})"]
    found = asyncio.run(few(neo4j_2026, railway(), nodes, ["ab", "shed", "WEST", "xyz"]))
    station, depot = {"__typename": "Station", "id": "s"}, {"__typename": "Depot", "id": "d"}
    assert [[(each["node"], each["matched"], int(each["score"])) for each in hits] for hits in found] == [
        [(station, "letters", 2)],
        [(depot, "title", 1)],
        [(depot, "title", 2)],
        [],
    ]


def test_the_long_term_version_finds_the_same(neo4j_526: Connection) -> None:
    nodes = (
        "CREATE (a:Agency:Node {id: 'a', code: 'A-1', name: '浙江省机关事务管理局', namePinyin: 'zhe jiang sheng ji guan', "
        "sounds_namePinyin: 'zhejiangshengjiguan zjsjg jiguan jg'})-[:OWNS {id: 'o', certificateNo: '浙（2019）第7号'}]->"
        "(:Building:Node {id: 'b', code: 'B-1', name: '局'})"
    )
    texts = ["机关事务", "jg", "局", "b-1", "浙（2019）第7号", "(AND"]
    found = asyncio.run(few(neo4j_526, schema.government(), [nodes], texts))
    assert [[(each["node"]["id"], each["matched"], int(each["score"])) for each in hits] for hits in found] == [
        [("a", "name", 1)],
        [("a", "namePinyin", 1)],
        [("b", "name", 3), ("a", "name", 1)],
        [("b", "code", 3)],
        [("b", "certificateNo", 3)],
        [],
    ]
