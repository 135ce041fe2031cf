"""Documents that ask for a node type: one node by its key, and a list that is filtered and ordered."""

import re
from collections.abc import Iterable, Iterator

from graphql import GraphQLSchema, get_named_type, parse, print_ast

from graph.model import GraphModel, Interface, Kind, NodeType, Property, Relationship
from ingest.layout import node_key
from schema.aggregates import group_choices
from server.manual.registers import loadable

OWN = 3
ON_EDGE = 2
SUMMED = (Kind.DECIMAL, Kind.FLOAT)
MEASURED = (Kind.INTEGER, Kind.FLOAT, Kind.DECIMAL, Kind.DATE, Kind.DATETIME)


class Asker:
    """Writes the documents of one node type."""

    def __init__(self, model: GraphModel, schema: GraphQLSchema, node_type: NodeType) -> None:
        self.model = model
        self.schema = schema
        self.node_type = node_type
        inherited = {name for each in node_type.interfaces for name in model.interfaces[each].properties}
        self.own = [each for each in node_type.properties.values() if each.name not in inherited]
        self.key = node_key(node_type) if loadable(node_type) else node_type.properties["id"]

    def by_key(self) -> str:
        """One node by its key, with what it is related to."""
        kind = "ID" if self.key.kind is Kind.ID else self.key.kind.value
        related = " ".join(map(self.related, self.shown(self.node_type.relationships.values())))
        fields = " ".join(self.fields())
        name = self.key.name
        return pretty(
            f"query (${name}: {kind}!) {{ {self.node_type.singular}({name}: ${name}) {{ {fields} {related} }} }}"
        )

    def listed(self) -> str:
        """The first few of a list, filtered and ordered where the type gives something to filter and order by."""
        arguments = ["first: 5", *self.where(), *self.order()]
        fields = " ".join(self.fields())
        return pretty(
            f"{{ {self.node_type.plural}({', '.join(arguments)}) "
            f"{{ totalCount nodes {{ {fields} }} pageInfo {{ hasNextPage endCursor }} }} }}"
        )

    def grouped(self) -> Iterator[str]:
        """How many there are of each code, and what is measured of them added up; none where there is no code."""
        choices = group_choices(self.node_type, self.model)
        for code, choice in choices.items():
            if choice.property in self.coded()[:1]:
                summed = [each for kind in SUMMED for each in self.own if each.kind is kind and not each.unique][:1]
                totals = " ".join(["count", *(f"{each.name} {{ sum }}" for each in summed)])
                keys = f"keys {{ {choice.field} }}"
                yield pretty(
                    f"{{ {self.node_type.plural}GroupBy(by: [{code}]) {{ {keys} aggregate {{ {totals} }} }} }}"
                )

    def fields(self) -> list[str]:
        """The key, what else is required, and a few of the type's own."""
        known = self.node_type.properties.values()
        required = [each.name for each in known if each.required and each.kind is not Kind.ID and not each.derivation]
        own = [each.name for each in self.own if not each.required][:OWN]
        return list(dict.fromkeys([self.key.name, *required, *own]))

    def where(self) -> Iterable[str]:
        """One code of the first code list that there is; and a value to order by, since nulls would come first."""
        conditions = [f"{each.name}: {{ eq: {each.enum.values[0].name} }}" for each in self.coded() if each.enum][:1]
        conditions += [f"{each.name}: {{ isNull: false }}" for each in self.measured() if not each.required]
        if conditions:
            yield f"where: {{ {', '.join(conditions)} }}"

    def order(self) -> Iterable[str]:
        """The greatest first of what is measured, else by the key."""
        for each in self.measured() or [self.key]:
            if each.kind.ordered:
                yield f"orderBy: [{{ {each.name}: {'DESC' if each.kind in MEASURED else 'ASC'} }}]"

    def coded(self) -> list[Property]:
        return [each for each in (*self.own, *self.node_type.properties.values()) if each.enum and each.indexed]

    def measured(self) -> list[Property]:
        return [each for each in self.own if each.kind in MEASURED and each.indexed][:1]

    def shown(self, relationships: Iterable[Relationship]) -> list[Relationship]:
        """A relationship to one node and a relationship to many, the type's own before others'."""
        known = sorted(relationships, key=lambda each: each.declared_on != self.node_type.name)
        return [each for many in (False, True) for each in [one for one in known if one.many is many][:1]]

    def related(self, relationship: Relationship) -> str:
        target = " ".join(self.named(relationship.target))
        if not relationship.many:
            return f"{relationship.name} {{ {target} }}"
        edge = self.model.relationship_types[relationship.type].properties[:ON_EDGE]
        read = " ".join(each.name for each in edge)
        rows = f"edges {{ {read} node {{ {target} }} }}" if edge else f"nodes {{ {target} }}"
        return f"{relationship.name}(first: 3) {{ totalCount {rows} }}"

    def named(self, target: str) -> list[str]:
        """What tells a related node from others."""
        if given := self.model.fields_of(target):
            return ([] if isinstance(given, NodeType) else ["__typename"]) + telling(given)
        common = (each for each in self.model.interfaces.values() if self.shared(each, target))
        widest = max(common, key=lambda each: len(each.properties), default=None)
        return ["__typename", f"... on {widest.name} {{ {' '.join(telling(widest))} }}"] if widest else ["__typename"]

    def shared(self, interface: Interface, union: str) -> bool:
        return set(self.model.members(union)) <= set(self.model.members(interface.name))


def telling(given: NodeType | Interface) -> list[str]:
    """The first two of what a type requires, keys and texts; its id, where there are none."""
    return [each.name for each in given.properties.values() if _tells(each)][:2] or ["id"]


def _tells(property: Property) -> bool:
    given = property.required and property.kind is not Kind.ID and property.derivation is None
    return given and (property.unique or property.kind is Kind.STRING)


def root_fields(schema: GraphQLSchema, node_type: NodeType) -> list[str]:
    """The names of the root fields that a node type has: one node, the list, and what goes by the list's name."""
    assert schema.query_type
    own = re.compile(rf"{node_type.singular}|{node_type.plural}([A-Z].*)?")
    return [name for name in schema.query_type.fields if own.fullmatch(name)]


def inputs(schema: GraphQLSchema, name: str, argument: str) -> list[str]:
    """The fields of the input object that a root field takes as an argument; none where it takes no such."""
    assert schema.query_type
    given = schema.query_type.fields[name].args.get(argument)
    return list(getattr(get_named_type(given.type), "fields", {})) if given else []


def pretty(document: str) -> str:
    """A document as it is usually laid out."""
    return print_ast(parse(document))
