"""Plain Strawberry: types with resolvers, a DataLoader for each relationship, the driver. python -m bench.peers.dataloader PORT."""

import asyncio
import os
import sys
from datetime import date
from typing import Annotated, Any

import strawberry
import uvicorn
from neo4j import READ_ACCESS, AsyncGraphDatabase
from strawberry.asgi import GraphQL
from strawberry.dataloader import DataLoader
from strawberry.types import Info

from bench.peers.statements import BEST_HIT, held

HELD = held("r")
DEPTH = 20
SUBTREE = f"""
MATCH (:Agency {{code: $code}})<-[w:SUBORDINATE_TO*0..]-(a:Agency) WHERE all(r IN w WHERE {HELD})
WITH DISTINCT a
OPTIONAL MATCH (a)-[r:USES]->(m:Room) WHERE {HELD}
WITH count(DISTINCT a) AS agencies, collect(DISTINCT m) AS rooms
RETURN agencies, size(rooms), reduce(sum = 0.0, m IN rooms | sum + coalesce(m.usableAreaM2, 0.0))
"""
AROUND = f"MATCH (n:Node {{id: $id}})-[r]-(:Node) WHERE {HELD} RETURN type(r), startNode(r) = n AS out, count(*)"
SEARCH = f"{BEST_HIT}RETURN properties(node)"
driver = AsyncGraphDatabase.driver(
    os.environ["NEO4J_URI"], auth=("neo4j", os.environ["NEO4J_PASSWORD"]), notifications_min_severity="OFF"
)


async def read(text: str, /, **parameters: Any) -> list[Any]:
    """The records of a statement."""
    async with driver.session(database="neo4j", default_access_mode=READ_ACCESS) as session:
        result = await session.run(text, parameters)
        return [record.values() async for record in result]


def related(pattern: str) -> DataLoader[tuple[str, int], list[dict[str, Any]]]:
    """The first so many nodes at the end of a relationship, by the id of the node they belong to."""

    async def load(keys: list[tuple[str, int]]) -> list[list[dict[str, Any]]]:
        text = (
            f"UNWIND $ids AS id MATCH (n:Node {{id: id}}){pattern}(m) WHERE {HELD} "
            "WITH id, m ORDER BY m.id RETURN id, collect(m {.*, type: head([l IN labels(m) WHERE l <> 'Node'])})"
        )
        rows = await read(text, ids=[id_ for id_, _ in keys], day=date.today())
        found: dict[str, list[dict[str, Any]]] = dict(rows)
        return [found.get(id_, [])[:first] for id_, first in keys]

    return DataLoader(load)


async def stakes(ids: list[str]) -> list[list[tuple[str, str, float]]]:
    """Who owns a thing or holds a share of it, by its id: id, name, share."""
    text = (
        f"UNWIND $ids AS id MATCH (:Node {{id: id}})<-[r:OWNS|HOLDS_SHARE]-(m) WHERE {HELD} "
        "RETURN id, collect([m.id, m.name, coalesce(r.share, 1000000000000) / 1e12])"
    )
    found: dict[str, list[tuple[str, str, float]]] = dict(await read(text, ids=ids, day=date.today()))
    return [found.get(each, []) for each in ids]


@strawberry.type
class Party:
    type: str
    id: str
    name: str


@strawberry.type
class Stake:
    party_id: str
    name: str
    share: float


@strawberry.type
class Below:
    agencies: int
    rooms: int
    area: float


@strawberry.type
class Links:
    kind: str
    direction: str
    count: int


@strawberry.type
class Staff:
    code: str
    name: str
    post: str | None


@strawberry.type
class Room:
    node_id: strawberry.Private[str]
    code: str
    name: str | None
    usable_area_m2: Annotated[float | None, strawberry.argument(name="usableAreaM2")]

    @strawberry.field
    async def occupants(self, info: Info, first: int) -> list[Staff]:
        found = await info.context["occupants"].load((self.node_id, first))
        return [Staff(code=each["code"], name=each["name"], post=each.get("post")) for each in found]


def room(node: dict[str, Any]) -> Room:
    """A room of the graph."""
    return Room(node_id=node["id"], code=node["code"], name=node.get("name"), usable_area_m2=node.get("usableAreaM2"))


@strawberry.type
class Building:
    id: str
    code: str
    name: str
    gross_floor_area_m2: float | None
    built_on: date | None

    @strawberry.field
    async def owners(self, info: Info, first: int) -> list[Party]:
        found = await info.context["owners"].load((self.id, first))
        return [Party(type=each["type"], id=each["id"], name=each["name"]) for each in found]

    @strawberry.field
    async def rooms(self, info: Info, first: int) -> list[Room]:
        return [room(each) for each in await info.context["rooms"].load((self.id, first))]

    @strawberry.field
    async def ultimate_owners(self, info: Info) -> list[Stake]:
        loader: DataLoader[str, list[tuple[str, str, float]]] = info.context["stakes"]
        ended: dict[str, Stake] = {}

        async def climb(id_: str, name: str, part: float, depth: int) -> None:
            above = await loader.load(id_) if depth < DEPTH else []
            if not above:
                ended.setdefault(id_, Stake(party_id=id_, name=name, share=0.0)).share += part
            await asyncio.gather(*(climb(far, called, part * share, depth + 1) for far, called, share in above))

        await climb(self.id, self.name, 1.0, 0)
        return [each for each in ended.values() if each.party_id != self.id]


def building(node: dict[str, Any]) -> Building:
    """A building of the graph."""
    return Building(
        id=node["id"], code=node["code"], name=node["name"], gross_floor_area_m2=node.get("grossFloorAreaM2"),
        built_on=node["builtOn"].to_native() if node.get("builtOn") else None,
    )  # fmt: skip


async def buildings(codes: list[str]) -> list[Building | None]:
    """Buildings by their codes."""
    rows = await read("MATCH (b:Building) WHERE b.code IN $codes RETURN properties(b)", codes=codes)
    found = {node["code"]: building(node) for (node,) in rows}
    return [found.get(each) for each in codes]


@strawberry.type
class Query:
    @strawberry.field
    async def building(self, info: Info, code: str) -> Building | None:
        found: Building | None = await info.context["buildings"].load(code)
        return found

    @strawberry.field
    async def staff_members(self, rank: str, skip: int, first: int) -> list[Staff]:
        rows = await read(
            "MATCH (s:Staff) WHERE s.rank = $rank RETURN properties(s) ORDER BY s.post, s.id SKIP $skip LIMIT $first",
            rank=rank, skip=skip, first=first,
        )  # fmt: skip
        return [Staff(code=node["code"], name=node["name"], post=node.get("post")) for (node,) in rows]

    @strawberry.field
    async def rooms(self, user: str, first: int) -> list[Room]:
        rows = await read(
            f"MATCH (m:Room)<-[r:USES]-(:Agency {{code: $user}}) WHERE {HELD} "
            "WITH DISTINCT m ORDER BY m.id LIMIT $first RETURN properties(m)",
            user=user, first=first, day=date.today(),
        )  # fmt: skip
        return [room(node) for (node,) in rows]

    @strawberry.field
    async def room_count(self, user: str) -> int:
        rows = await read(
            f"MATCH (m:Room)<-[r:USES]-(:Agency {{code: $user}}) WHERE {HELD} RETURN count(DISTINCT m)",
            user=user, day=date.today(),
        )  # fmt: skip
        return int(rows[0][0])

    @strawberry.field
    async def subtree(self, code: str) -> Below:
        ((agencies, rooms, area),) = await read(SUBTREE, code=code, day=date.today())
        return Below(agencies=agencies, rooms=rooms, area=area)

    @strawberry.field
    async def neighbourhood(self, id: str) -> list[Links]:
        rows = await read(AROUND, id=id, day=date.today())
        return [Links(kind=kind, direction="OUT" if out else "IN", count=number) for kind, out, number in rows]

    @strawberry.field
    async def best_hit(self, text: str) -> Building | None:
        rows = await read(SEARCH, text=text)
        return building(rows[0][0]) if rows else None


class Service(GraphQL[Any, Any]):
    """Loaders anew for each request."""

    async def get_context(self, *_: Any, **__: Any) -> dict[str, Any]:
        return {
            "buildings": DataLoader(buildings),
            "stakes": DataLoader(stakes),
            "owners": related("<-[r:OWNS]-"),
            "rooms": related("<-[r:PART_OF]-"),
            "occupants": related("<-[r:OCCUPIES]-"),
        }


if __name__ == "__main__":
    uvicorn.run(Service(strawberry.Schema(Query)), port=int(sys.argv[1]), log_level="warning", access_log=False)
