"""Connections: a page, its edges, its facts, its count."""

from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from graph.plan.changes import Changes
from graph.plan.findings import ByRule, Findings
from graph.plan.nodes import Constant, Read, Record
from graph.plan.selection import Page, Select


@dataclass(frozen=True, slots=True)
class Cursor:
    """An edge's place in its list."""

    key: str


@dataclass(frozen=True, slots=True)
class EdgeNode:
    """The node at an edge's end."""

    key: str
    record: Record


EdgeField: TypeAlias = Read | Constant | Cursor | EdgeNode


@dataclass(frozen=True, slots=True)
class Edges:
    """A page's edges."""

    key: str
    fields: tuple[EdgeField, ...]


@dataclass(frozen=True, slots=True)
class Nodes:
    """A page's nodes."""

    key: str
    record: Record


class PageFact(Enum):
    """What a page says of itself."""

    HAS_NEXT_PAGE = "hasNextPage"
    HAS_PREVIOUS_PAGE = "hasPreviousPage"
    START_CURSOR = "startCursor"
    END_CURSOR = "endCursor"


@dataclass(frozen=True, slots=True)
class PageField:
    """One fact of a page."""

    key: str
    fact: PageFact


@dataclass(frozen=True, slots=True)
class PageInfo:
    """A page's facts."""

    key: str
    fields: tuple[PageField | Constant, ...]


@dataclass(frozen=True, slots=True)
class TotalCount:
    """How many there are on all pages."""

    key: str


Part: TypeAlias = Edges | Nodes | PageInfo | TotalCount | ByRule | Constant


@dataclass(frozen=True, slots=True)
class Many:
    """A connection: one page of the nodes selected, of changes or of findings, and what is asked of it."""

    key: str
    select: Select | Changes | Findings
    page: Page
    parts: tuple[Part, ...]

    @property
    def lists(self) -> int:
        """How many lists the database prepares for it: of findings one a check."""
        return len(self.select.checks) if isinstance(self.select, Findings) else 1

    @property
    def reads_rows(self) -> bool:
        """Whether anything but the count is asked for."""
        return any(isinstance(each, Edges | Nodes | PageInfo) for each in self.parts)

    @property
    def reads_places(self) -> bool:
        """Whether any row's place in the order is asked for."""
        return any(
            isinstance(part, PageInfo)
            or (isinstance(part, Edges) and any(isinstance(each, Cursor) for each in part.fields))
            for part in self.parts
        )
