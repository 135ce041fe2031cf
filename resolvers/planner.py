"""Selection sets → Plan: what each field, root or of a node, reads of the graph."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from graphql import (
    FragmentDefinitionNode,
    GraphQLObjectType,
    GraphQLSchema,
    OperationDefinitionNode,
)

from graph.errors import Path
from graph.model import NODE, GraphModel, Indicator, NodeType, Relationship
from graph.plan import (
    Aggregate,
    All,
    Argument,
    Branch,
    Constant,
    Field,
    Grouped,
    Hop,
    Many,
    One,
    Plan,
    Read,
    Record,
    Select,
    Side,
    Typename,
)
from graph.plan.size import reads
from resolvers import arguments, measuring, paging
from resolvers.arguments import Given, Holes, Variables
from resolvers.changes import ChangesPlanner
from resolvers.collecting import Asked, Collector, named
from resolvers.connections import ConnectionPlanner
from resolvers.filters import Filtering
from resolvers.findings import FindingsPlanner
from resolvers.identified import IdentifiedPlanner
from resolvers.indicators import IndicatorPlanner
from resolvers.limits import Budget
from resolvers.measuring import MeasurePlanner
from resolvers.orders import Ordering
from resolvers.ownership import ChainPlanner
from resolvers.planned import EDGE_AGGREGATE, GROUP_BY, SUFFIXES, Planned, Source, relationship_of
from resolvers.search import SearchPlanner
from resolvers.surroundings import SurroundingsPlanner
from schema.changes import CHANGES
from schema.findings import FINDING, FINDINGS
from schema.ownership import CHAINS
from schema.search import SEARCH
from schema.surroundings import NEIGHBOURHOOD, NEIGHBOURS, PATHS

INTROSPECTION = ("__schema", "__type")


@dataclass(slots=True)
class Planner:
    """One planning of one operation with variables of one structure."""

    model: GraphModel
    schema: GraphQLSchema
    fragments: Mapping[str, FragmentDefinitionNode]
    variables: Variables
    holes: Holes = field(default_factory=Holes)
    budget: Budget = field(default_factory=Budget)
    collector: Collector = field(init=False)
    known: dict[object, Field] = field(default_factory=dict)
    identified: dict[Path, Argument] = field(default_factory=dict)
    reckons: bool = False

    def __post_init__(self) -> None:
        self.collector = Collector(self.schema, self.fragments, self.variables, self.budget)

    def plan(self, operation: OperationDefinitionNode) -> Planned:
        """The plan of an operation."""
        root = self.schema.query_type
        assert root is not None
        asked = list(self.collector.collect([operation.selection_set], root, ()))
        introspection = {each.key: each.nodes for each in asked if each.name in INTROSPECTION}
        today = arguments.today(self.holes)
        fields = [self.reads(each, root, today) for each in asked if each.key not in introspection]
        keys = tuple(each.key for each in asked)
        return Planned(Plan(tuple(fields)), self.holes, introspection, keys, self.collector.places, self.reckons)

    # -- root fields

    def reads(self, asked: Asked, root: GraphQLObjectType, today: Argument) -> Field:
        """A field of the query type."""
        if asked.name == "__typename":
            return Constant(asked.key, root.name)
        with self.budget.reading():
            return self.root(asked, root, today)

    def root(self, asked: Asked, root: GraphQLObjectType, today: Argument) -> Field:
        """A field of the query type that reads the graph."""
        name, key, path = asked.name, asked.key, asked.path
        given = self.given(asked, root)
        day = arguments.as_of(given.get("asOf"), today, self.holes)
        identified = IdentifiedPlanner(self.model, self.holes)
        if name in (NEIGHBOURHOOD, NEIGHBOURS, PATHS):
            around = SurroundingsPlanner(self.collector, self.model, self.holes, self.record)
            return identified.about(around.field(asked, named(root, name), given, day))
        if name in ("node", "nodes"):
            if name == "nodes":
                return identified.listed(asked, given["ids"], self.record(NODE, day, asked))
            self.identified[path] = id_ = identified.id(given["id"])
            return identified.one(asked, id_, self.record(NODE, day, asked))
        if name == SEARCH:
            search = SearchPlanner(self.collector, self.model, self.holes, self.on(day))
            return search.search(asked, named(root, name), given)
        if name == CHANGES:
            change = self.object("Change")
            changes = ChangesPlanner(self.collector, self.model, self.holes, change, self.on(day))
            return identified.about(changes.field(asked, named(root, name), given))
        if name == FINDINGS:
            return identified.about(self.findings(day).field(asked, named(root, name), given))
        for each in self.model.node_types.values():
            if name == each.singular:
                select = Select((each.name,), where=arguments.key(given, each, path, self.holes))
                return One(key, select, self.record(each.name, day, asked))
            if name.startswith(each.plural) and (suffix := name.removeprefix(each.plural)) in SUFFIXES:
                source = Source(each.name, Select((each.name,)), None, day)
                return self.listed(asked, root, given, source, suffix)
        raise AssertionError(f"{name} is no field of {root.name}")

    def given(self, asked: Asked, owner: GraphQLObjectType) -> dict[str, Given]:
        """The arguments of a field."""
        return arguments.read(asked.nodes[0], owner.fields[asked.name], self.variables, asked.path)

    # -- nodes

    def on(self, day: Argument) -> Callable[[str, Asked], Record]:
        """What is read of nodes on a day, given the type they are asked as."""
        return lambda name, asked: self.record(name, day, asked)

    def record(self, name: str, day: Argument, asked: Asked) -> Record:
        """What is read of a node of a type, interface or union: node types read alike share a branch."""
        asked_of = {each: [*self.collector.below(asked, self.object(each))] for each in self.model.members(name)}
        branches: dict[tuple[Field, ...], list[str]] = {}
        for member in asked_of:
            fields = tuple(self.fields(self.model.node_types[member], asked_of, day))
            branches.setdefault(fields, []).append(member)
        # What is planned once is asked of the database in each branch that has it.
        once = {id(each): each for fields in branches for each in fields}
        self.budget.read(sum(map(reads, branches)) - reads(once.values()))
        return Record(tuple(Branch(tuple(labels), fields) for fields, labels in branches.items()))

    def fields(self, node_type: NodeType, asked_of: Mapping[str, Sequence[Asked]], day: Argument) -> Iterator[Field]:
        """What is read of a node of one type, given what is asked of each that it may be of."""
        runtime = self.object(node_type.name)
        for each in asked_of[node_type.name]:
            if each.name == "__typename":
                yield Constant(each.key, node_type.name) if len(asked_of) == 1 else Typename(each.key, (*asked_of,))
            elif property := node_type.properties.get(each.name):
                yield Read(each.key, property)
            elif each.name in CHAINS:
                yield self.chain(each, runtime, day)
            elif each.name == FINDINGS:
                alike = tuple(name for name, others in asked_of.items() if any(map(each.same, others)))
                yield self.found(each, runtime, alike, day)
            elif indicator := self.model.indicator(node_type.name, each.name):
                yield self.gauged(each, runtime, indicator, day)
            else:
                yield self.related(each, runtime, node_type, day)

    def chain(self, asked: Asked, owner: GraphQLObjectType, inherited: Argument) -> Field:
        """A field that follows all links of ownership; asked alike of several types, it is planned once."""
        known = (asked.path, tuple(map(id, asked.nodes)), inherited)
        self.reckons = True
        if known not in self.known:
            with self.budget.reading():
                given = self.given(asked, owner)
                day = arguments.as_of(given.get("asOf"), inherited, self.holes)
                planner = ChainPlanner(self.collector, self.model, self.holes, self.on(day))
                self.known[known] = planner.chain(asked, named(owner, asked.name), given, day)
        return self.known[known]

    def findings(self, day: Argument) -> FindingsPlanner:
        """The planning of findings on a day."""
        return FindingsPlanner(self.collector, self.model, self.holes, self.object(FINDING), self.on(day), day)

    def found(self, asked: Asked, owner: GraphQLObjectType, alike: tuple[str, ...], inherited: Argument) -> Field:
        """What rules find of a node that is of one of these types; asked alike of several, it is planned once."""
        known = (asked.path, tuple(map(id, asked.nodes)), alike, inherited)
        if known not in self.known:
            with self.budget.reading():
                given = self.given(asked, owner)
                day = arguments.as_of(given.get("asOf"), inherited, self.holes)
                # Asked of whatever type, they are sought by its id, as those of an agency are.
                one = self.identified.get(asked.path[:-1]) if len(alike) == len(self.model.node_types) else None
                self.known[known] = self.findings(day).field(asked, named(owner, asked.name), given, alike, one)
        return self.known[known]

    def gauged(self, asked: Asked, owner: GraphQLObjectType, indicator: Indicator, inherited: Argument) -> Field:
        """Figures computed of a node."""
        with self.budget.reading():
            given = self.given(asked, owner)
            day = arguments.as_of(given.get("asOf"), inherited, self.holes)
            planner = IndicatorPlanner(self.collector, self.model, self.holes)
            return planner.field(asked, named(owner, asked.name), given, indicator, day)

    def related(self, asked: Asked, owner: GraphQLObjectType, node_type: NodeType, inherited: Argument) -> Field:
        """A field that follows a relationship; asked alike of several types, it is planned once."""
        relationship, suffix = relationship_of(asked.name, node_type)
        known = (asked.path, tuple(map(id, asked.nodes)), relationship, suffix, inherited)
        if known not in self.known:
            with self.budget.reading():
                self.known[known] = self._related(asked, owner, relationship, suffix, inherited)
        return self.known[known]

    def _related(
        self, asked: Asked, owner: GraphQLObjectType, relationship: Relationship, suffix: str, inherited: Argument
    ) -> Field:
        given = self.given(asked, owner)
        day = arguments.as_of(given.get("asOf"), inherited, self.holes)
        type_ = self.model.relationship_types[relationship.type]
        hop = Hop.along(relationship, type_, day)
        select = Select(self.model.members(relationship.target), hop)
        if not relationship.many:
            return One(asked.key, select, self.record(relationship.target, day, asked))
        return self.listed(asked, owner, given, Source(relationship.target, select, type_, day), suffix)

    # -- lists

    def listed(
        self, asked: Asked, owner: GraphQLObjectType, given: Mapping[str, Given], source: Source, suffix: str
    ) -> Field:
        """A list as a connection, as an aggregate or in groups."""
        select = self.narrowed(given, source, asked.path)
        runtime = named(owner, asked.name)
        if suffix == "":
            return self.connection(asked, runtime, given, source, select)
        fields = self.model.fields_of(source.target)
        properties = {} if fields is None else fields.properties
        side = Side.NODE
        if suffix == EDGE_AGGREGATE and source.type_:
            properties = {each.name: each for each in source.type_.properties}
            side = Side.RELATIONSHIP
        measures = MeasurePlanner(self.collector, properties, side)
        if suffix != GROUP_BY:
            return Aggregate(asked.key, select, tuple(measures.measured(asked, runtime)))
        assert fields is not None
        chosen = measuring.choices(given["by"], fields, self.model, asked.path, self.holes)
        by = measuring.group_keys(chosen, self.model, source.day)
        size = measuring.group_size(given.get("first"), asked.path, self.holes)
        return Grouped(asked.key, select, by, size, tuple(measures.group(asked, runtime, chosen, self.on(source.day))))

    def narrowed(self, given: Mapping[str, Given], source: Source, path: Path) -> Select:
        """Which of a list's nodes are wanted."""
        filtering = Filtering(self.holes, path, self.model, source.day, self.budget)
        of_nodes = filtering.where(given.get("where"), self.model.fields_of(source.target))
        of_edges = filtering.edge(given.get("edgeWhere"), source.type_)
        conditions = tuple(each for each in (of_nodes, of_edges) if each)
        labels = arguments.chosen_types(given.get("types"), source.select.labels, path, self.holes)
        return Select(labels, source.select.hop, All(conditions) if conditions else None)

    def connection(
        self, asked: Asked, runtime: GraphQLObjectType, given: Mapping[str, Given], source: Source, select: Select
    ) -> Many:
        """A page of a list."""
        order = Ordering(self.model, source.day, asked.path, self.budget).keys(
            given, self.model.fields_of(source.target), source.type_
        )
        select = Select(select.labels, select.hop, select.where, order)
        page = paging.page(given, select, asked.path, self.holes)
        properties = {each.name: each for each in source.type_.properties} if source.type_ else {}
        inside = ConnectionPlanner(self.collector, properties, partial(self.record, source.target, source.day))
        return Many(asked.key, select, page, tuple(inside.parts(asked, runtime)))

    def object(self, name: str) -> GraphQLObjectType:
        found: Any = self.schema.get_type(name)
        assert isinstance(found, GraphQLObjectType)
        return found
