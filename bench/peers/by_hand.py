"""What one would write by hand: Starlette, the driver, and for each question the best Cypher we know.

It answers in the shape of our own answers, so that they can be compared as they are. One round trip a question: the
statement is its own transaction. python -m bench.peers.by_hand PORT
"""

import os
import sys
from collections import defaultdict
from datetime import date
from typing import Any

import orjson
import uvicorn
from neo4j import READ_ACCESS, AsyncGraphDatabase
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bench.peers.statements import BEST_HIT, held

LOOKUP = """
MATCH (b:Building {code: $code})
RETURN b {.id, .code, .name, .grossFloorAreaM2, builtOn: toString(b.builtOn)}
"""
NESTED = f"""
MATCH (b:Building {{code: $code}})
RETURN b {{.id, .code, .name,
  owners: {{nodes: COLLECT {{
    MATCH (b)<-[r:OWNS]-(o) WHERE {held("r")}
    WITH o ORDER BY o.id LIMIT 5
    RETURN {{__typename: head([l IN labels(o) WHERE l <> 'Node']), id: o.id, name: o.name}} }} }},
  rooms: {{nodes: COLLECT {{
    MATCH (b)<-[r:PART_OF]-(m:Room) WHERE {held("r")}
    WITH m ORDER BY m.id LIMIT 10
    RETURN m {{.code, .name, .usableAreaM2, occupants: {{nodes: COLLECT {{
      MATCH (m)<-[q:OCCUPIES]-(s:Staff) WHERE {held("q")}
      WITH s ORDER BY s.id LIMIT 5
      RETURN s {{.code, .name, .post}} }} }} }} }} }} }}
"""
PAGE = """
CALL () {
  MATCH (s:Staff) USING INDEX SEEK s:Staff(post, id)
  WHERE s.post = $post AND s.id > $id AND s.rank = $rank RETURN s ORDER BY s.post, s.id LIMIT 20
  UNION ALL
  MATCH (s:Staff) USING INDEX SEEK s:Staff(post, id)
  WHERE s.post > $post AND s.id IS NOT NULL AND s.rank = $rank RETURN s ORDER BY s.post, s.id LIMIT 20
}
WITH s ORDER BY s.post, s.id LIMIT 20
RETURN collect(s {.code, .name, .post})
"""
CHAIN = f"""
MATCH (b:Building {{code: $code}})
OPTIONAL MATCH (b)(()<-[rs:OWNS|HOLDS_SHARE WHERE {held("rs")}]-()){{0,20}}(n)
WITH DISTINCT b, n
OPTIONAL MATCH (n)<-[r:OWNS|HOLDS_SHARE]-(o) WHERE {held("r")}
WITH b, collect([n.id, o.id, o.name, coalesce(r.share, 1000000000000)]) AS links
RETURN [b.id, links]
"""
SUBTREE = f"""
MATCH (top:Agency {{code: $code}})<-[w:SUBORDINATE_TO*0..]-(a:Agency) WHERE all(r IN w WHERE {held("r")})
WITH collect(DISTINCT a) AS agencies
UNWIND agencies AS a
MATCH (a)-[r:USES]->(m:Room) WHERE {held("r")}
WITH DISTINCT agencies, m
WITH agencies, count(m) AS rooms, sum(m.usableAreaM2) AS area
RETURN [size(agencies), rooms, area]
"""
FILTER = f"""
MATCH (:Agency {{code: $code}})-[r:USES]->(m:Room) WHERE {held("r")}
WITH DISTINCT m ORDER BY m.id
WITH collect(m {{.code, .usableAreaM2}}) AS rooms
RETURN {{totalCount: size(rooms), nodes: rooms[0..20]}}
"""
AROUND = f"""
MATCH (n:Node {{id: $id}})-[r]-(m:Node) WHERE {held("r")}
WITH type(r) AS kind, startNode(r) = n AS out, count(*) AS number
RETURN collect({{kind: kind, direction: CASE WHEN out THEN 'OUT' ELSE 'IN' END, count: number}})
"""
SEARCH = f"{BEST_HIT}RETURN collect({{node: {{id: node.id}}}})"


def ultimate(row: list[Any]) -> list[dict[str, Any]]:
    """Who stands at the end of all chains, and the share that comes to each; of chains without circles."""
    bottom, links = row
    above: dict[str, list[tuple[str, int]]] = defaultdict(list)
    names: dict[str, str] = {}
    for near, far, name, share in links:
        if far is not None:
            above[near].append((far, share))
            names[far] = name
    found: dict[str, float] = defaultdict(float)

    def climb(node: str, part: float) -> None:
        if node not in above and node != bottom:
            found[node] += part
        for far, share in above.get(node, ()):
            climb(far, part * share / 1e12)

    climb(bottom, 1.0)
    return [{"share": share, "party": {"id": id_, "name": names[id_]}} for id_, share in found.items()]


ANSWERS: dict[str, tuple[str, Any]] = {
    "lookup": (LOOKUP, lambda row: {"building": row}),
    "nested": (NESTED, lambda row: {"building": row}),
    "page": (PAGE, lambda row: {"staffMembers": {"nodes": row}}),
    "chain": (CHAIN, lambda row: {"building": {"ownershipChain": {"ultimateOwners": ultimate(row)}}}),
    "subtree": (
        SUBTREE,
        lambda row: {
            "agenciesAggregate": {"count": row[0]},
            "roomsAggregate": {"count": row[1], "usableAreaM2": {"sum": row[2]}},
        },
    ),
    "filter": (FILTER, lambda row: {"rooms": row}),
    "search": (SEARCH, lambda row: {"search": row}),
    "neighbourhood": (AROUND, lambda row: {"neighbourhood": row}),
}
driver = AsyncGraphDatabase.driver(
    os.environ["NEO4J_URI"], auth=("neo4j", os.environ["NEO4J_PASSWORD"]), notifications_min_severity="OFF"
)


async def ask(request: Request) -> Response:
    """One question with its variables."""
    asked = orjson.loads(await request.body())
    text, shaped = ANSWERS[asked["question"]]
    given = {**asked["variables"], "day": date.today()}
    async with driver.session(database="neo4j", default_access_mode=READ_ACCESS) as session:
        result = await session.run(text, given)
        record = await result.single()
    return Response(orjson.dumps({"data": shaped(record[0] if record else None)}), media_type="application/json")


app = Starlette(routes=[Route("/graphql", ask, methods=["POST"])])

if __name__ == "__main__":
    uvicorn.run(app, port=int(sys.argv[1]), log_level="warning", access_log=False)
