"""The rows of the graph as tables of PostgreSQL, with the indexes that the questions want; started for the bench alone.

PostgreSQL does not run as root: then it is the user `postgres`, who must be there.
"""

import csv
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from neo4j import Driver

from graph.session import trusted

PLACES = ("/usr/lib/postgresql/15/bin", "/usr/local/bin", "/usr/bin")
LINK = "valid_from date, valid_to date"
SHARE = "share float8 NOT NULL"
PART = "coalesce(r.share, 1000000000000) / 1e12"
# Of each table: its columns, and the Cypher whose rows it holds.
TABLES = {
    "party": (
        "id text PRIMARY KEY, code text, name text NOT NULL, kind text NOT NULL",
        "MATCH (n:Agency|Enterprise|Person) RETURN n.id, n.code, n.name, head([l IN labels(n) WHERE l <> 'Node'])",
    ),
    "building": (
        "id text PRIMARY KEY, code text NOT NULL UNIQUE, name text NOT NULL, gross_floor_area_m2 float8, built_on date",
        "MATCH (n:Building) RETURN n.id, n.code, n.name, n.grossFloorAreaM2, toString(n.builtOn)",
    ),
    "room": (
        "id text PRIMARY KEY, code text NOT NULL UNIQUE, name text, usable_area_m2 float8",
        "MATCH (n:Room) RETURN n.id, n.code, n.name, n.usableAreaM2",
    ),
    "staff": (
        "id text PRIMARY KEY, code text NOT NULL UNIQUE, name text NOT NULL, post text, rank text",
        "MATCH (n:Staff) RETURN n.id, n.code, n.name, n.post, n.rank",
    ),
    "owns": (
        f"id text PRIMARY KEY, party_id text REFERENCES party, building_id text REFERENCES building, {SHARE}, {LINK}",
        f"MATCH (a)-[r:OWNS]->(b:Building) RETURN r.id, a.id, b.id, {PART}, toString(r.validFrom), toString(r.validTo)",
    ),
    "stake": (
        f"id text PRIMARY KEY, party_id text REFERENCES party, enterprise_id text REFERENCES party, {SHARE}, {LINK}",
        f"MATCH (a)-[r:HOLDS_SHARE]->(b) RETURN r.id, a.id, b.id, {PART}, toString(r.validFrom), toString(r.validTo)",
    ),
    "subordinate": (
        f"id text PRIMARY KEY, agency_id text REFERENCES party, superior_id text REFERENCES party, {LINK}",
        "MATCH (a)-[r:SUBORDINATE_TO]->(b) RETURN r.id, a.id, b.id, toString(r.validFrom), toString(r.validTo)",
    ),
    "link": (
        f"id text PRIMARY KEY, kind text NOT NULL, from_id text NOT NULL, to_id text NOT NULL, {LINK}",
        "MATCH (a:Node)-[r]->(b:Node) RETURN r.id, type(r), a.id, b.id, toString(r.validFrom), toString(r.validTo)",
    ),
    "part_of": (
        f"id text PRIMARY KEY, room_id text REFERENCES room, building_id text REFERENCES building, {LINK}",
        "MATCH (a:Room)-[r:PART_OF]->(b:Building) RETURN r.id, a.id, b.id, toString(r.validFrom), toString(r.validTo)",
    ),
    "occupies": (
        f"id text PRIMARY KEY, staff_id text REFERENCES staff, room_id text REFERENCES room, {LINK}",
        "MATCH (a:Staff)-[r:OCCUPIES]->(b:Room) RETURN r.id, a.id, b.id, toString(r.validFrom), toString(r.validTo)",
    ),
    "uses": (
        f"id text PRIMARY KEY, party_id text REFERENCES party, room_id text REFERENCES room, {LINK}",
        "MATCH (a:Agency)-[r:USES]->(b:Room) RETURN r.id, a.id, b.id, toString(r.validFrom), toString(r.validTo)",
    ),
}
INDEXES = (
    "party (code)", "staff (post, id)", "staff (rank, post, id)", "owns (building_id, party_id)",
    "part_of (building_id, room_id)", "occupies (room_id, staff_id)", "uses (party_id, room_id)", "uses (room_id)",
    "stake (enterprise_id)", "subordinate (superior_id)", "link (from_id)", "link (to_id)", "building USING gin (name gin_trgm_ops)",
)  # fmt: skip


def held(link: str) -> str:
    """A link holds today."""
    return f"({link}.valid_from IS NULL OR {link}.valid_from <= current_date) AND ({link}.valid_to IS NULL OR {link}.valid_to > current_date)"


# What PostGraphile has no field of its own for, as functions that it makes fields of.
FUNCTIONS = (
    f"""
    ultimate_owners(code text) RETURNS TABLE (party_id text, name text, share float8) AS $$
      WITH RECURSIVE climbed(party_id, share, depth) AS (
        SELECT o.party_id, o.share, 1 FROM assets.building b JOIN assets.owns o ON o.building_id = b.id WHERE b.code = $1 AND {held("o")}
        UNION ALL
        SELECT s.party_id, c.share * s.share, depth + 1 FROM climbed c JOIN assets.stake s ON s.enterprise_id = c.party_id
        WHERE depth < 20 AND {held("s")}
      )
      SELECT p.id, p.name, sum(c.share) FROM climbed c JOIN assets.party p ON p.id = c.party_id
      WHERE NOT EXISTS (SELECT FROM assets.stake s WHERE s.enterprise_id = p.id AND {held("s")}) GROUP BY p.id, p.name
    $$""",
    f"""
    subtree(code text) RETURNS TABLE (agencies int, rooms int, area float8) AS $$
      WITH RECURSIVE below(id) AS (
        SELECT id FROM assets.party p WHERE p.code = $1 AND p.kind = 'Agency'
        UNION
        SELECT s.agency_id FROM below JOIN assets.subordinate s ON s.superior_id = below.id WHERE {held("s")}
      ), used AS (SELECT DISTINCT u.room_id FROM below JOIN assets.uses u ON u.party_id = below.id WHERE {held("u")})
      -- Room by room: joined, PostgreSQL expects so many below that it reads all rooms.
      SELECT (SELECT count(*) FROM below)::int, count(*)::int, sum((SELECT r.usable_area_m2 FROM assets.room r WHERE r.id = used.room_id))
      FROM used
    $$""",
    f"""
    neighbourhood(id text) RETURNS TABLE (kind text, direction text, links int) AS $$
      SELECT l.kind, 'OUT', count(*)::int FROM assets.link l WHERE l.from_id = $1 AND {held("l")} GROUP BY l.kind
      UNION ALL
      SELECT l.kind, 'IN', count(*)::int FROM assets.link l WHERE l.to_id = $1 AND {held("l")} GROUP BY l.kind
    $$""",
    """
    best_hit(words text) RETURNS assets.building AS $$
      SELECT * FROM assets.building b WHERE b.name LIKE '%' || $1 || '%' ORDER BY b.name <> $1, similarity(b.name, $1) DESC, b.name, b.id LIMIT 1
    $$""",
)


def program(name: str) -> str:
    """A program of PostgreSQL's."""
    found = shutil.which(name, path=os.pathsep.join((*PLACES, os.environ.get("PATH", ""))))
    if found is None:
        raise SystemExit(f"PostgreSQL's {name} is not there: install PostgreSQL 15.")
    return found


def owner() -> list[str]:
    """What a command begins with to be run by whom PostgreSQL allows."""
    return ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] if os.getuid() == 0 else []


@contextmanager
def postgres(folder: Path, port: int) -> Iterator[str]:
    """A server in a folder; its address."""
    data = folder / "data"
    if os.getuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
    if not data.exists():
        subprocess.run([*owner(), program("initdb"), "-D", data, "-U", "bench", "-A", "trust", "--locale=C", "--encoding=UTF8"], check=True, stdout=subprocess.DEVNULL)  # fmt: skip
    settings = {"port": port, "listen_addresses": "127.0.0.1", "unix_socket_directories": folder, "shared_buffers": "1GB", "max_connections": 200, "random_page_cost": 1.1}  # fmt: skip
    options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    process = subprocess.Popen([*owner(), program("postgres"), "-D", data, *options], stderr=subprocess.DEVNULL)
    address = f"postgres://bench@127.0.0.1:{port}/postgres"
    try:
        while subprocess.run([program("pg_isready"), "-q", "-d", address], check=False).returncode:
            if process.poll() is not None:
                raise SystemExit("PostgreSQL did not start.")
        yield address
    finally:
        process.terminate()
        process.wait()


def fill(address: str, driver: Driver, folder: Path) -> None:
    """Make the tables, unless they are there."""
    if sql(address, "SELECT count(*) FROM pg_tables WHERE schemaname = 'assets'").strip() != "0":
        return
    sql(address, "CREATE SCHEMA assets")
    sql(address, "CREATE EXTENSION IF NOT EXISTS pg_trgm")
    for table, (columns, text) in TABLES.items():
        sql(address, f"CREATE TABLE assets.{table} ({columns.replace('REFERENCES ', 'REFERENCES assets.')})")
        path = folder / f"{table}.csv"
        with path.open("w", newline="") as file, driver.session() as session:
            csv.writer(file).writerows(record.values() for record in session.run(trusted(text)))
        sql(address, f"\\copy assets.{table} FROM '{path}' CSV")
        path.unlink()
    for each in INDEXES:
        sql(address, f"CREATE INDEX ON assets.{each}")
    for each in FUNCTIONS:
        sql(address, f"CREATE FUNCTION assets.{each} LANGUAGE sql STABLE")
    sql(address, "VACUUM ANALYZE")


def sql(address: str, text: str) -> str:
    """Run a statement; what it prints."""
    asked = [program("psql"), "-qtAX", "-v", "ON_ERROR_STOP=1", address, "-c", text]
    return subprocess.run(asked, check=True, capture_output=True, text=True).stdout
