"""A whole new graph from files: rows are validated by the million in SQL, and written for Neo4j's offline importer.

The mappings, the checks, the rejects and the summary are those of every load; what is written is the same graph.

sieve     a section's columns → SQL that tells which rows are surely sound
sections  rows of a section → a table of sound rows; the others are validated one by one
ids       identifiers in SQL
nodes     sound rows → a table for each node type
links     sound rows → a table for each relationship type, their ends found
tables    tables of what is there, brought up to date
made      what is made of values, such as pinyin
files     tables → files for the importer
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

from graph.model import GraphModel, NodeType, RelationshipType
from ingest.bulk.files import Imported, write_links, write_nodes
from ingest.bulk.links import LinkTables
from ingest.bulk.nodes import NodeTables
from ingest.bulk.sections import Section
from ingest.errors import Malformed
from ingest.ledger import Ledger
from ingest.mapping import read_mapping
from ingest.progress import Progress, Silent
from ingest.rejects import RejectFile
from ingest.summary import Summary
from ingest.workspace import laid_out, opened


@dataclass(frozen=True, slots=True)
class Written:
    """What is ready to be imported, and how it came about."""

    nodes: tuple[Imported, ...]
    relationships: tuple[Imported, ...]
    summary: Summary


def write(
    mapping: Path,
    model: GraphModel,
    target: Path,
    *,
    folder: Path | None = None,
    rejects: Path | None = None,
    reject_limit: int | None = None,
    progress: Progress | None = None,
) -> Written:
    """Validate a mapping's files and write the importer's into a folder."""
    parsed = read_mapping(mapping)
    summary = Summary(parsed.name, rehearsal=False)
    told = progress or Silent()
    started = perf_counter()
    with opened(parsed, folder or parsed.folder, target) as workspace:
        order = laid_out(workspace, parsed, model)
        kept = RejectFile(rejects or Path(f"{parsed.name}.rejects.csv"))
        with Ledger(workspace, kept, summary, reject_limit) as ledger:
            ledger.check_limit(Malformed)
            nodes = NodeTables(workspace.connection)
            links = LinkTables(workspace.connection, nodes)
            told.expect(len(order))
            for number, layout in order:
                section = Section(workspace, layout, number, ledger)
                with _timed(section, told):
                    section.sift()
                    match layout.owner:
                        case NodeType() as owner:
                            nodes.add(section, owner, datetime.now(UTC))
                        case RelationshipType() as owner:
                            links.add(section, owner)
        told.begin("Files for the importer", len(nodes.types) + len(links.tables))
        files = tuple(_told(write_nodes(workspace.connection, nodes, target), told))
        written = Written(files, tuple(_told(write_links(workspace.connection, links, target), told)), summary)
    summary.seconds = perf_counter() - started
    return written


def _told(files: Iterable[Imported], progress: Progress) -> Iterator[Imported]:
    for each in files:
        yield each
        progress.advance(1)


@contextmanager
def _timed(section: Section, progress: Progress) -> Iterator[None]:
    started = perf_counter()
    progress.begin(section.layout.title, 1)
    yield
    progress.advance(1)
    section.tally.seconds = perf_counter() - started
    section.ledger.flush()
