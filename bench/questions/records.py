"""Questions about records: a lookup, a record with what belongs to it, a page, a filter by a relationship."""

from base64 import b64encode
from typing import Any

from bench.questions.asking import (
    BY_HAND,
    DATALOADER,
    NEO4J_GRAPHQL,
    OURS,
    POSTGRAPHILE,
    Case,
    Form,
    Question,
    dated,
)
from graph.cursor import encode, signature
from graph.plan import Select, SortKey
from schema import government

RANK = "科员"
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
