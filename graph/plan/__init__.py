"""What one operation reads of the graph: frozen, hashable, without GraphQL, Cypher or values.

A value is an Argument, a hole that is filled when the plan runs; so equal questions share one plan.
Every field carries the response key under which its value is answered.

predicates  which nodes
selection   nodes selected, in an order; a page of them
anchors     of a filter, the part by which its nodes are entered
nodes       what is read of single nodes, by their type
pages       connections
measures    aggregates and groups
ownership   chains
search      what a text finds
changes     what began and ended in a period
findings    what rules find
indicators  figures computed of a node's surroundings
surroundings  what is around a node, and routes between two
size        how much of it the database prepares, and how large its answer can be
text        a plan as a tree for people
"""

from dataclasses import dataclass
from typing import TypeAlias

from graph.plan.changes import ChangeEnd, ChangeFact, ChangeNode, Changes, ChangeTold, Under
from graph.plan.findings import (
    Answering,
    ByRule,
    Check,
    FigureFact,
    FigureTold,
    FindingCount,
    FindingFigures,
    FindingMentions,
    FindingNode,
    FindingRule,
    Findings,
    RuleFact,
    RuleTold,
)
from graph.plan.indicators import Gauged
from graph.plan.measures import (
    Aggregate,
    DatePart,
    Function,
    Grouped,
    GroupKey,
    KeyRead,
    Keys,
    Measure,
    Measured,
    Measurement,
    Measures,
)
from graph.plan.nodes import Branch, Constant, Listed, One, Read, Record, Typename, columns
from graph.plan.ownership import (
    Chain,
    ChainFact,
    ChainPart,
    CircleFact,
    Circles,
    LinkEnd,
    LinkFact,
    LinkField,
    LinkNode,
    Links,
    Members,
    PathFact,
    Paths,
    StakeFact,
    StakeField,
    StakeNode,
    Stakes,
    Tie,
    Ties,
    Told,
    Use,
)
from graph.plan.pages import (
    Cursor,
    EdgeField,
    EdgeNode,
    Edges,
    Many,
    Nodes,
    PageFact,
    PageField,
    PageInfo,
    Part,
    TotalCount,
)
from graph.plan.predicates import (
    All,
    AnyOf,
    Area,
    Argument,
    Compare,
    Counted,
    Hop,
    IsNull,
    Marked,
    Not,
    Operator,
    Overlap,
    Predicate,
    Ratio,
    Reached,
    Same,
    Side,
    Some,
    Step,
    Text,
    Unlike,
    Within,
)
from graph.plan.search import HitFact, HitField, HitNode, HitTold, Search
from graph.plan.selection import Page, Select, SortKey
from graph.plan.surroundings import (
    About,
    Around,
    NeighbourFact,
    Neighbourhood,
    NeighbourTold,
    RouteFact,
    RouteLinks,
    RouteList,
    RouteNodes,
    RoutePart,
    Routes,
    RouteTold,
    Subject,
)

__all__ = [
    "About",
    "Aggregate",
    "All",
    "Answering",
    "AnyOf",
    "Area",
    "Argument",
    "Around",
    "Branch",
    "ByRule",
    "Chain",
    "ChainFact",
    "ChainPart",
    "ChangeEnd",
    "ChangeFact",
    "ChangeNode",
    "ChangeTold",
    "Changes",
    "Check",
    "CircleFact",
    "Circles",
    "Compare",
    "Constant",
    "Counted",
    "Cursor",
    "DatePart",
    "EdgeField",
    "EdgeNode",
    "Edges",
    "Field",
    "FigureFact",
    "FigureTold",
    "FindingCount",
    "FindingFigures",
    "FindingMentions",
    "FindingNode",
    "FindingRule",
    "Findings",
    "Function",
    "Gauged",
    "GroupKey",
    "Grouped",
    "HitFact",
    "HitField",
    "HitNode",
    "HitTold",
    "Hop",
    "IsNull",
    "KeyRead",
    "Keys",
    "LinkEnd",
    "LinkFact",
    "LinkField",
    "LinkNode",
    "Links",
    "Listed",
    "Many",
    "Marked",
    "Measure",
    "Measured",
    "Measurement",
    "Measures",
    "Members",
    "NeighbourFact",
    "NeighbourTold",
    "Neighbourhood",
    "Nodes",
    "Not",
    "One",
    "Operator",
    "Overlap",
    "Page",
    "PageFact",
    "PageField",
    "PageInfo",
    "Part",
    "PathFact",
    "Paths",
    "Plan",
    "Predicate",
    "Ratio",
    "Reached",
    "Read",
    "Record",
    "RouteFact",
    "RouteLinks",
    "RouteList",
    "RouteNodes",
    "RoutePart",
    "RouteTold",
    "Routes",
    "RuleFact",
    "RuleTold",
    "Same",
    "Search",
    "Select",
    "Side",
    "Some",
    "SortKey",
    "StakeFact",
    "StakeField",
    "StakeNode",
    "Stakes",
    "Step",
    "Subject",
    "Text",
    "Tie",
    "Ties",
    "Told",
    "TotalCount",
    "Typename",
    "Under",
    "Unlike",
    "Use",
    "Within",
    "columns",
]

Field: TypeAlias = (
    Read
    | Constant
    | Typename
    | One
    | Many
    | Listed
    | Aggregate
    | Grouped
    | Chain
    | About
    | Around
    | Routes
    | Search
    | ChangeTold
    | ChangeNode
    | FindingRule
    | FindingNode
    | FindingMentions
    | FindingFigures
    | Gauged
)


@dataclass(frozen=True, slots=True)
class Plan:
    """All root fields of one operation, read together."""

    fields: tuple[Field, ...]

    @property
    def reads(self) -> bool:
        """Whether anything is read at all."""
        return any(not isinstance(each, Constant) for each in self.fields)
