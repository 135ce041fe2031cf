"""The questions of the bench: as each service is asked them, and how its answer is brought into the shape of ours."""

from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, TypeAlias

from graph.cursor import encode, signature
from graph.plan import Select, SortKey
from schema import government

Case: TypeAlias = dict[str, Any]
Plain: TypeAlias = Callable[[Any], Any]
OURS, BY_HAND, NEO4J_GRAPHQL, DATALOADER, POSTGRAPHILE = (
    "ours",
    "by hand",
    "@neo4j/graphql",
    "DataLoader",
    "PostGraphile",
)
RANK = "科员"


@dataclass(frozen=True, slots=True)
class Form:
    """A question as one service takes it: its text, the variables of a case, and what its answer means."""

    text: str
    variables: Callable[[Case], Mapping[str, Any]] = lambda case: case
    plain: Plain = lambda data: data


@dataclass(frozen=True, slots=True)
class Question:
    """A question, the statement that gives its cases, and its form for each service that can be asked it."""

    name: str
    title: str
    cases: str
    forms: Mapping[str, Form] = field(default_factory=dict)


def day() -> str:
    """Today, as services take it that have to be told."""
    return datetime.now(UTC).date().isoformat()


def dated(case: Case) -> Case:
    return {**case, "day": day()}


N4_HELD = "{AND: [{OR: [{validFrom: {eq: null}}, {validFrom: {lte: $day}}]}, {OR: [{validTo: {eq: null}}, {validTo: {gt: $day}}]}]}"
PG_HELD = (
    "{and: [{or: [{validFrom: {isNull: true}}, {validFrom: {lessThanOrEqualTo: $day}}]}, "
    "{or: [{validTo: {isNull: true}}, {validTo: {greaterThan: $day}}]}]}"
)


def edges(connection: Any) -> list[Any]:
    """The nodes of a connection that has edges alone."""
    return [each["node"] for each in connection["edges"]]


# -- a lookup by key


def one_of_list(data: Any) -> Any:
    return {"building": data["buildings"][0]}


def row_id(data: Any) -> Any:
    building = dict(data["buildingByCode"])
    return {"building": {"id": building.pop("rowId"), **building}}


def cursor(case: Case) -> str:
    """The cursor that our pages know a case's place by."""
    staff = government().node_types["Staff"]
    select = Select((staff.name,), order_by=(SortKey(staff.properties["post"]),))
    return encode(signature(select), [case["post"], case["id"]])


FIELDS = "id code name grossFloorAreaM2 builtOn"
LOOKUP = Question(
    "lookup",
    "lookup by key",
    "MATCH (b:Building)<-[:PART_OF]-(:Room)<-[:OCCUPIES]-() WITH DISTINCT b RETURN {code: b.code} LIMIT 2000",
    {
        OURS: Form(f"query($code: String!) {{ building(code: $code) {{ {FIELDS} }} }}"),
        BY_HAND: Form("lookup"),
        NEO4J_GRAPHQL: Form(
            f"query($code: String!) {{ buildings(where: {{code: {{eq: $code}}}}) {{ {FIELDS} }} }}", plain=one_of_list
        ),
        DATALOADER: Form(f"query($code: String!) {{ building(code: $code) {{ {FIELDS} }} }}"),
        POSTGRAPHILE: Form(
            "query($code: String!) { buildingByCode(code: $code) { rowId code name grossFloorAreaM2 builtOn } }",
            plain=row_id,
        ),
    },
)

# -- a building, its owners, its rooms, who works in them


def nested_edges(data: Any) -> Any:
    (building,) = data["buildings"]
    rooms = [
        {**{key: each[key] for key in ("code", "name", "usableAreaM2")}, "occupants": {"nodes": edges(each["occupantsConnection"])}}
        for each in edges(building["roomsConnection"])
    ]  # fmt: skip
    told = {key: building[key] for key in ("id", "code", "name")}
    return {"building": {**told, "owners": {"nodes": edges(building["ownersConnection"])}, "rooms": {"nodes": rooms}}}


def nested_lists(data: Any) -> Any:
    building = data["building"]
    owners = [{"__typename": each["type"], "id": each["id"], "name": each["name"]} for each in building["owners"]]
    rooms = [{**each, "occupants": {"nodes": each["occupants"]}} for each in building["rooms"]]
    return {"building": {**building, "owners": {"nodes": owners}, "rooms": {"nodes": rooms}}}


def nested_rows(data: Any) -> Any:
    building = data["buildingByCode"]
    parties = (each["partyByPartyId"] for each in building["ownsByBuildingId"]["nodes"])
    owners = [{"__typename": each["kind"], "id": each["rowId"], "name": each["name"]} for each in parties]
    rooms = []
    for each in building["partOfsByBuildingId"]["nodes"]:
        room = each["roomByRoomId"]
        occupants = [one["staffByStaffId"] for one in room["occupiesByRoomId"]["nodes"]]
        rooms.append(
            {**{key: room[key] for key in ("code", "name", "usableAreaM2")}, "occupants": {"nodes": occupants}}
        )
    told = {"id": building["rowId"], "code": building["code"], "name": building["name"]}
    return {"building": {**told, "owners": {"nodes": owners}, "rooms": {"nodes": rooms}}}


PARTY = "__typename ... on Agency { id name } ... on Enterprise { id name } ... on Person { id name }"
NESTED = Question(
    "nested",
    "building, owners, rooms, occupants",
    LOOKUP.cases,
    {
        OURS: Form(
            f"query($code: String!) {{ building(code: $code) {{ id code name owners(first: 5) {{ nodes {{ {PARTY} }} }} "
            "rooms(first: 10) { nodes { code name usableAreaM2 occupants(first: 5) { nodes { code name post } } } } } }"
        ),
        BY_HAND: Form("nested"),
        NEO4J_GRAPHQL: Form(
            "query($code: String!, $day: Date!) { buildings(where: {code: {eq: $code}}) { id code name "
            f"ownersConnection(first: 5, sort: [{{node: {{id: ASC}}}}], where: {{edge: {N4_HELD}}}) "
            "{ edges { node { __typename id name } } } "
            f"roomsConnection(first: 10, sort: [{{node: {{id: ASC}}}}], where: {{edge: {N4_HELD}}}) "
            "{ edges { node { code name usableAreaM2 "
            f"occupantsConnection(first: 5, sort: [{{node: {{id: ASC}}}}], where: {{edge: {N4_HELD}}}) "
            "{ edges { node { code name post } } } } } } } }",
            dated,
            nested_edges,
        ),
        DATALOADER: Form(
            "query($code: String!) { building(code: $code) { id code name owners(first: 5) { type id name } "
            "rooms(first: 10) { code name usableAreaM2 occupants(first: 5) { code name post } } } }",
            plain=nested_lists,
        ),
        POSTGRAPHILE: Form(
            "query($code: String!, $day: Date!) { buildingByCode(code: $code) { rowId code name "
            f"ownsByBuildingId(first: 5, orderBy: PARTY_ID_ASC, filter: {PG_HELD}) "
            "{ nodes { partyByPartyId { kind rowId name } } } "
            f"partOfsByBuildingId(first: 10, orderBy: ROOM_ID_ASC, filter: {PG_HELD}) "
            "{ nodes { roomByRoomId { code name usableAreaM2 "
            f"occupiesByRoomId(first: 5, orderBy: STAFF_ID_ASC, filter: {PG_HELD}) "
            "{ nodes { staffByStaffId { code name post } } } } } } } }",
            dated,
            nested_rows,
        ),
    },
)

# -- a page of twenty, filtered and ordered, far inside ties

PAGE = Question(
    "page",
    "page of 20, filtered, ordered, inside ties",
    f"MATCH (s:Staff {{rank: '{RANK}'}}) WHERE s.post IS NOT NULL WITH s ORDER BY s.post, s.id "
    "WITH collect(s) AS staff UNWIND range(0, 199) AS i WITH staff, toInteger(size(staff) * (i + 1) / 201) AS at "
    "RETURN {post: staff[at].post, id: staff[at].id, offset: at + 1}",
    {
        OURS: Form(
            f'query($after: String!) {{ staffMembers(first: 20, after: $after, where: {{rank: {{eq: "{RANK}"}}}}, '
            "orderBy: [{post: ASC}]) { nodes { code name post } } }",
            lambda case: {"after": cursor(case)},
        ),
        BY_HAND: Form("page", lambda case: {"post": case["post"], "id": case["id"], "rank": RANK}),
        NEO4J_GRAPHQL: Form(
            f'query($after: String!) {{ staffMembersConnection(first: 20, after: $after, where: {{rank: {{eq: "{RANK}"}}}}, '
            "sort: [{post: ASC}, {id: ASC}]) { edges { node { code name post } } } }",
            lambda case: {"after": b64encode(f"arrayconnection:{case['offset'] - 1}".encode()).decode()},
            lambda data: {"staffMembers": {"nodes": edges(data["staffMembersConnection"])}},
        ),
        DATALOADER: Form(
            f'query($skip: Int!) {{ staffMembers(rank: "{RANK}", skip: $skip, first: 20) {{ code name post }} }}',
            lambda case: {"skip": case["offset"]},
            lambda data: {"staffMembers": {"nodes": data["staffMembers"]}},
        ),
        POSTGRAPHILE: Form(
            f'query($after: Cursor!) {{ allStaff(first: 20, after: $after, condition: {{rank: "{RANK}"}}, '
            "orderBy: [POST_ASC, PRIMARY_KEY_ASC]) { nodes { code name post } } }",
            lambda case: {"after": case["pg_cursor"]},
            lambda data: {"staffMembers": data["allStaff"]},
        ),
    },
)  # fmt: skip

# -- rooms by who uses them

FILTER = Question(
    "filter",
    "relationship filter with count",
    "MATCH (a:Agency)-[r:USES]->(m:Room) WHERE r.validTo IS NULL WITH a, count(*) AS n WHERE n > 20 RETURN {code: a.code} "
    "ORDER BY a.id LIMIT 500",
    {
        OURS: Form(
            "query($code: String!) { rooms(first: 20, where: {users: {some: {code: {eq: $code}}}}) "
            "{ totalCount nodes { code usableAreaM2 } } }"
        ),
        BY_HAND: Form("filter"),
        NEO4J_GRAPHQL: Form(
            "query($code: String!, $day: Date!) { roomsConnection(first: 20, sort: [{id: ASC}], where: {usersConnection: "
            f"{{some: {{AND: [{{edge: {N4_HELD}}}, {{node: {{code: {{eq: $code}}}}}}]}}}}}}) "
            "{ totalCount edges { node { code usableAreaM2 } } } }",
            dated,
            lambda data: {
                "rooms": {"totalCount": data["roomsConnection"]["totalCount"], "nodes": edges(data["roomsConnection"])}
            },
        ),
        DATALOADER: Form(
            "query($code: String!) { nodes: rooms(user: $code, first: 20) { code usableAreaM2 } totalCount: roomCount(user: $code) }",
            plain=lambda data: {"rooms": data},
        ),
        POSTGRAPHILE: Form(
            "query($code: String!, $day: Date!) { allRooms(first: 20, orderBy: ROW_ID_ASC, filter: {usesByRoomId: {some: "
            f"{{and: [{PG_HELD}, {{partyByPartyId: {{code: {{equalTo: $code}}}}}}]}}}}}}) "
            "{ totalCount nodes { code usableAreaM2 } } }",
            dated,
            lambda data: {"rooms": data["allRooms"]},
        ),
    },
)

# -- what only Cypher asks as it stands: the rivals above would ask it by hand as well


def by_id(found: Any) -> Any:
    """Parties and shares, whatever their order; what floating point leaves of a share is rounded."""
    stakes = found["building"]["ownershipChain"]["ultimateOwners"]
    return sorted((each["party"]["id"], round(float(each["share"]), 9)) for each in stakes)


CHAIN = Question(
    "chain",
    "ownership chain, ultimate owners",
    "MATCH (b:Building)<-[r:OWNS]-(e:Enterprise)<-[h:HOLDS_SHARE]-() WHERE r.validTo IS NULL AND h.validTo IS NULL "
    "WITH DISTINCT b RETURN {code: b.code} ORDER BY b.id LIMIT 200",
    {
        OURS: Form(
            "query($code: String!) { building(code: $code) { ownershipChain { ultimateOwners { share "
            "party { ... on Agency { id name } ... on Enterprise { id name } ... on Person { id name } } } } } }",
            plain=by_id,
        ),
        BY_HAND: Form("chain", plain=by_id),
    },
)


def about(data: Any) -> Any:
    rooms = data["roomsAggregate"]
    area = rooms["usableAreaM2"]["sum"]
    return data["agenciesAggregate"]["count"], rooms["count"], round(area or 0, 3)


BELOW = "or: [{code: {eq: $code}}, {parent: {reaches: {code: {eq: $code}}}}]"
SUBTREE = Question(
    "subtree",
    "agency subtree with aggregates",
    "MATCH (a:Agency)<-[r:SUBORDINATE_TO]-() WHERE r.validTo IS NULL AND a.level = 'COUNTY' WITH DISTINCT a "
    "RETURN {code: a.code} ORDER BY a.id LIMIT 200",
    {
        OURS: Form(
            f"query($code: String!) {{ agenciesAggregate(where: {{{BELOW}}}) {{ count }} "
            f"roomsAggregate(where: {{users: {{some: {{{BELOW}}}}}}}) {{ count usableAreaM2 {{ sum }} }} }}",
            plain=about,
        ),
        BY_HAND: Form("subtree", plain=about),
    },
)


def around(data: Any) -> Any:
    """Kinds of links with their numbers, whatever their order."""
    return sorted((each["kind"], each["direction"], each["count"]) for each in data["neighbourhood"])


NEIGHBOURHOOD = Question(
    "neighbourhood",
    "neighbourhood of a node",
    "MATCH (a:Agency) WHERE a.abolishedOn IS NULL RETURN {id: a.id} ORDER BY a.id LIMIT 500",
    {
        OURS: Form(
            "query($id: ID!) { neighbourhood(id: $id) { kind direction count } }",
            plain=around,
        ),
        BY_HAND: Form("neighbourhood", plain=around),
    },
)
SEARCH = Question(
    "search",
    "search, best hit",
    "MATCH (b:Building) WHERE b.status = 'IN_USE' WITH b ORDER BY b.id LIMIT 200 RETURN {text: b.name}",
    {
        OURS: Form(
            "query($text: String!) { search(text: $text, first: 1, types: [Building]) { node { id } } }",
        ),
        BY_HAND: Form("search"),
    },
)
QUESTIONS = (LOOKUP, NESTED, PAGE, FILTER, CHAIN, SUBTREE, NEIGHBOURHOOD, SEARCH)
