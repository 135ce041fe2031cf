"""Selection sets → Plan: GraphQL's own rules for what a field, a fragment and a directive mean, applied once."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLIncludeDirective,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLSkipDirective,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionSetNode,
    value_from_ast,
)

from graph.errors import BadArgument, PageTooLarge, Path
from graph.model import NODE, GraphModel, NodeType, Relationship, RelationshipType
from graph.plan import (
    All,
    Argument,
    Branch,
    Compare,
    Constant,
    Field,
    Hop,
    Listed,
    Many,
    One,
    Operator,
    Plan,
    Read,
    Record,
    Select,
    Typename,
)
from resolvers import arguments, paging
from resolvers.arguments import PAGE_LIMIT, Given, Holes, Leaf, Variables
from resolvers.connections import ConnectionPlanner, named
from resolvers.filters import Filtering
from resolvers.limits import Budget
from resolvers.orders import Ordering

Collected = dict[str, list[FieldNode]]


@dataclass(frozen=True, slots=True)
class Planned:
    """A plan, the holes to fill before it runs, what is left to introspection, and where each field stands."""

    plan: Plan
    holes: Holes
    introspection: Collected
    keys: tuple[str, ...]
    nodes: Mapping[tuple[str, ...], list[FieldNode]]


@dataclass(slots=True)
class Planner:
    """One planning of one operation with variables of one structure."""

    model: GraphModel
    schema: GraphQLSchema
    fragments: Mapping[str, FragmentDefinitionNode]
    variables: Variables
    holes: Holes = field(default_factory=Holes)
    nodes: dict[tuple[str, ...], list[FieldNode]] = field(default_factory=dict)
    budget: Budget = field(default_factory=Budget)

    def plan(self, operation: OperationDefinitionNode) -> Planned:
        root = self.schema.query_type
        assert root is not None
        collected = self.collect([operation.selection_set], root)
        introspection = {
            key: nodes for key, nodes in collected.items() if nodes[0].name.value in ("__schema", "__type")
        }
        today = arguments.today(self.holes)
        fields = tuple(
            self.reads(key, nodes, root, today) for key, nodes in collected.items() if key not in introspection
        )
        return Planned(Plan(fields), self.holes, introspection, tuple(collected), self.nodes)

    # -- CollectFields, section 6.3.2 of the specification

    def collect(self, sets: Iterable[SelectionSetNode | None], runtime: GraphQLObjectType) -> Collected:
        """Fields by response key in the order first met, fragments opened, skipped ones left out."""
        collected: Collected = {}
        for node in self.selected(sets, runtime, set()):
            self.budget.field()
            collected.setdefault((node.alias or node.name).value, []).append(node)
        return collected

    def selected(
        self, sets: Iterable[SelectionSetNode | None], runtime: GraphQLObjectType, opened: set[str]
    ) -> Iterator[FieldNode]:
        for selection in (each for one in sets if one for each in one.selections):
            if not self.included(selection):
                continue
            match selection:
                case FieldNode():
                    yield selection
                case InlineFragmentNode():
                    if self.applies(selection, runtime):
                        yield from self.selected([selection.selection_set], runtime, opened)
                case FragmentSpreadNode():
                    name = selection.name.value
                    if name not in opened and self.applies(self.fragments[name], runtime):
                        opened.add(name)
                        yield from self.selected([self.fragments[name].selection_set], runtime, opened)

    def included(self, selection: Any) -> bool:
        for directive in selection.directives or ():
            for known, wanted in ((GraphQLSkipDirective, False), (GraphQLIncludeDirective, True)):
                if directive.name.value == known.name:
                    value = value_from_ast(directive.arguments[0].value, known.args["if"].type, dict(self.variables))
                    if value is not wanted:
                        return False
        return True

    def applies(self, fragment: InlineFragmentNode | FragmentDefinitionNode, runtime: GraphQLObjectType) -> bool:
        if fragment.type_condition is None:
            return True
        condition: Any = self.schema.get_type(fragment.type_condition.name.value)
        if condition is runtime:
            return True
        return self.schema.is_sub_type(condition, runtime) if not isinstance(condition, GraphQLObjectType) else False

    # -- fields

    def reads(self, key: str, nodes: list[FieldNode], root: GraphQLObjectType, today: Argument) -> Field:
        """A root field."""
        if nodes[0].name.value == "__typename":
            return Constant(key, root.name)
        with self.budget.reading():
            return self.root(key, nodes, root, today)

    def root(self, key: str, nodes: list[FieldNode], root: GraphQLObjectType, today: Argument) -> Field:
        name, path = nodes[0].name.value, (key,)
        self.nodes[path] = nodes
        given = arguments.read(nodes[0], root.fields[name], self.variables)
        day = arguments.as_of(given.get("asOf"), today, self.holes)
        if name == "nodes":
            ids = self.holes.leaf(leaf(given["ids"]), "ids", lambda values: limited(values, path))
            return Listed(key, NODE, ids, self.record(nodes, NODE, day, path))
        if name == "node":
            identity = self.model.interfaces[NODE].properties["id"]
            bound = self.holes.leaf(leaf(given["id"]), "key", lambda value: value)
            by_id = Compare(identity, Operator.EQUAL, bound)
            return One(key, Select((NODE,), where=by_id), self.record(nodes, NODE, day, path))
        for each in self.model.node_types.values():
            if name == each.singular:
                select = Select((each.name,), where=arguments.key(given, each, path, self.holes))
                return One(key, select, self.record(nodes, each.name, day, path))
            if name == each.plural:
                return self.many(key, nodes, root, given, Select((each.name,)), each.name, None, day, path)
        raise AssertionError(f"{name} is no field of {root.name}")

    def record(self, nodes: list[FieldNode], name: str, day: Argument, path: tuple[str, ...]) -> Record:
        """What is read of a node of a type, interface or union: node types read alike share a branch."""
        sets = [each.selection_set for each in nodes]
        members = self.model.members(name)
        planned: dict[object, tuple[Field, ...]] = {}
        branches: dict[tuple[Field, ...], list[str]] = {}
        for member in members:
            node_type = self.model.node_types[member]
            collected = self.collect(sets, self.object(member))
            # Members that are asked for the same are planned once: a level of interfaces would multiply the next.
            alike = tuple(
                (key, node_type.meaning(nodes[0].name.value), *map(id, nodes)) for key, nodes in collected.items()
            )
            if alike not in planned:
                planned[alike] = tuple(self.fields(collected, node_type, members, day, path))
            branches.setdefault(planned[alike], []).append(member)
        return Record(tuple(Branch(tuple(labels), fields) for fields, labels in branches.items()))

    def fields(
        self,
        collected: Collected,
        node_type: NodeType,
        members: tuple[str, ...],
        day: Argument,
        above: tuple[str, ...],
    ) -> Iterator[Field]:
        runtime = self.object(node_type.name)
        for key, nodes in collected.items():
            name, path = nodes[0].name.value, (*above, key)
            self.nodes.setdefault(path, nodes)
            if name == "__typename":
                yield Constant(key, node_type.name) if len(members) == 1 else Typename(key, members)
            elif property := node_type.properties.get(name):
                yield Read(key, property)
            else:
                with self.budget.reading():
                    related = self.related(key, nodes, runtime, node_type.relationships[name], day, path)
                yield related

    def related(
        self,
        key: str,
        nodes: list[FieldNode],
        owner: GraphQLObjectType,
        relationship: Relationship,
        inherited: Argument,
        path: tuple[str, ...],
    ) -> Field:
        given = arguments.read(nodes[0], owner.fields[relationship.name], self.variables)
        day = arguments.as_of(given.get("asOf"), inherited, self.holes)
        type_ = self.model.relationship_types[relationship.type]
        hop = Hop(type_.name, relationship.direction, day if type_.dated else None)
        select = Select(self.model.members(relationship.target), hop)
        if not relationship.many:
            return One(key, select, self.record(nodes, relationship.target, day, path))
        return self.many(key, nodes, owner, given, select, relationship.target, type_, day, path)

    # -- connections

    def many(
        self,
        key: str,
        nodes: list[FieldNode],
        owner: GraphQLObjectType,
        given: Mapping[str, Given],
        select: Select,
        target: str,
        type_: RelationshipType | None,
        day: Argument,
        path: tuple[str, ...],
    ) -> Many:
        owner_of_keys = self.model.fields_of(target)
        filtering = Filtering(self.model, self.holes, day, path, self.budget)
        conditions = [
            each
            for each in (
                filtering.where(given.get("where"), owner_of_keys),
                filtering.edge(given.get("edgeWhere"), type_),
            )
            if each
        ]
        order = Ordering(self.model, day, path).keys(given, owner_of_keys, type_)
        select = Select(select.labels, select.hop, All(tuple(conditions)) if conditions else None, order)
        page = paging.page(given, select, path, self.holes)
        connection = named(owner, nodes[0].name.value)
        properties = {each.name: each for each in type_.properties} if type_ else {}
        inside = ConnectionPlanner(self, target, properties, day)
        return Many(key, select, page, tuple(inside.parts(nodes, connection, path)))

    def object(self, name: str) -> GraphQLObjectType:
        found = self.schema.get_type(name)
        assert isinstance(found, GraphQLObjectType)
        return found


def leaf(given: Given) -> Leaf:
    """A required argument that is a single value or a list of such."""
    if not isinstance(given, Leaf):
        raise BadArgument("A required argument is missing.")
    return given


def limited(values: list[str], path: Path) -> list[str]:
    """As many ids as one page may hold."""
    if len(values) > PAGE_LIMIT:
        raise PageTooLarge(f"`ids` names {len(values)} and can name {PAGE_LIMIT} at most.", path=path)
    return values
