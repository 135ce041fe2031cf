"""link: declared classes in, a GraphModel out."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from types import MappingProxyType, ModuleType
from typing import Any, get_args, get_origin, get_type_hints

from graph import model
from graph.chains.shares import PLACES
from graph.model import Direction, GraphModel, Kind
from graph.rules import Rule
from schema import refusals
from schema.asset import (
    Connection,
    Derived,
    GeoPoint,
    Property,
    Relationship,
    Role,
    Scale,
    Term,
    Vocabulary,
    camel,
    declaration,
)
from schema.declared import annotations, described, doc, interfaces, stated, unwrap
from schema.refusals import DeclarationError
from schema.restriction import without


def link(
    *sources: ModuleType | type,
    rules: Iterable[Rule] = (),
    custody: Mapping[str, str] = MappingProxyType({}),
    indicators: Iterable[model.Indicator] = (),
    cleared: bool = True,
) -> GraphModel:
    """Resolve declared classes, and those of declared modules, together into a GraphModel, with its rules and indicators.

    Whoever is not `cleared` has a model without what is restricted: for them it does not exist.
    """
    declared = _declared(sources)
    hidden = {stated(each).name for each in declared if stated(each).restricted and not cleared}
    linked = _Linker([each for each in declared if stated(each).name not in hidden]).link()
    watched = replace(
        linked,
        rules=tuple(sorted(without(rules, hidden), key=lambda each: each.code)),
        custody={label: way for label, way in custody.items() if label not in hidden},
        indicators=tuple(each for each in indicators if each.owner not in hidden),
        hidden=tuple(
            sorted(
                stated(each).name for each in declared if stated(each).name in hidden and stated(each).role is Role.NODE
            )
        ),
    )
    refusals.refuse_strange_rules(watched)
    refusals.refuse_strange_indicators(watched)
    refusals.refuse_open_ways(watched)
    return watched


def _declared(sources: Iterable[ModuleType | type]) -> list[type]:
    found: dict[type, None] = {}
    for source in sources:
        for each in vars(source).values() if isinstance(source, ModuleType) else (source,):
            if isinstance(each, type) and declaration(each):
                found[each] = None
    for name, count in Counter(stated(each).name for each in found).items():
        if count > 1:
            raise DeclarationError(f"{count} classes are declared as {name}: give each a name of its own.")
    return list(found)


KINDS: Mapping[type, Kind] = MappingProxyType(
    {
        str: Kind.STRING,
        int: Kind.INTEGER,
        float: Kind.FLOAT,
        bool: Kind.BOOLEAN,
        Decimal: Kind.DECIMAL,
        date: Kind.DATE,
        datetime: Kind.DATETIME,
        GeoPoint: Kind.POINT,
    }
)


class _Linker:
    """One linking of one set of classes."""

    def __init__(self, classes: list[type]) -> None:
        self.classes = classes
        self.names = {each.__name__: each for each in classes}
        self.enums: dict[str, model.EnumType] = {}
        self.edges: dict[type, model.RelationshipType] = {}

    def link(self) -> GraphModel:
        by_role = {role: [each for each in self.classes if stated(each).role is role] for role in Role}
        self.edges = {each: self.relationship_type(each) for each in by_role[Role.RELATIONSHIP]}
        linked = GraphModel(
            node_types={each.__name__: self.node_type(each) for each in by_role[Role.NODE]},
            interfaces={each.__name__: self.interface(each) for each in by_role[Role.INTERFACE]},
            unions={each.__name__: self.union(each) for each in by_role[Role.UNION]},
            relationship_types={},
            enums=self.enums,
        )
        refusals.refuse_shared_fields(linked)
        linked = _with_endpoints(linked, self.edges.values())
        refusals.refuse_other_hierarchies(linked)
        return linked

    def relationship_type(self, cls: type) -> model.RelationshipType:
        given = stated(cls)
        properties, _ = self.members(cls)
        identity = given.identity if given.identity is not None else tuple({"validFrom"} & properties.keys())
        if unknown := [each for each in identity if each not in properties]:
            raise DeclarationError(f"{cls.__name__} has no {unknown[0]} to be told apart by: name its own properties.")
        stake = _stake(cls, properties)
        return model.RelationshipType(
            given.name,
            doc(cls),
            tuple(properties.values()),
            identity,
            stake=stake,
            hierarchy=given.hierarchy,
            restricted=given.restricted,
        )

    def node_type(self, cls: type) -> model.NodeType:
        given = stated(cls)
        properties, relationships = self.members(cls)
        return model.NodeType(
            given.name,
            doc(cls),
            properties,
            relationships,
            interfaces(cls),
            given.singular,
            given.plural,
            given.restricted,
        )

    def interface(self, cls: type) -> model.Interface:
        properties, relationships = self.members(cls)
        return model.Interface(cls.__name__, doc(cls), properties, relationships, interfaces(cls))

    def union(self, cls: type) -> model.Union:
        """The node types that it names, and those that inherit from it."""
        named = stated(cls).members
        joining = (each.__name__ for each in self.classes if issubclass(each, cls) and each is not cls)
        members = tuple(dict.fromkeys((*named, *joining)))
        if strangers := [each for each in members if each not in self.names]:
            raise DeclarationError(f"{cls.__name__} has the member {strangers[0]}, which is not declared: link it too.")
        return model.Union(cls.__name__, doc(cls), members)

    def members(self, cls: type) -> tuple[dict[str, model.Property], dict[str, model.Relationship]]:
        properties: dict[str, model.Property] = {}
        relationships: dict[str, model.Relationship] = {}
        try:
            hints = get_type_hints(cls, localns=self.names, include_extras=True)
        except NameError as error:
            raise DeclarationError(
                f"{cls.__name__} refers to {error.name!r}, which is not declared: link it too."
            ) from None
        for attribute, hint in hints.items():
            inner, optional, extras = unwrap(hint)
            name = camel(attribute)
            for extra in extras:
                if isinstance(extra, Property):
                    properties[name] = self.property(cls, name, inner, optional, extras, extra)
                if isinstance(extra, Relationship):
                    relationships[name] = self.relationship(cls, attribute, inner, extra)
            if name not in properties and name not in relationships:
                raise DeclarationError(
                    f"{cls.__name__}.{attribute} is neither Property nor Relationship: annotate it as one of them."
                )
        return properties, relationships

    def property(
        self, cls: type, name: str, python: type, optional: bool, extras: tuple[object, ...], given: Property
    ) -> model.Property:
        kind = Kind.ID if name == "id" else Kind.ENUM if issubclass(python, Vocabulary) else KINDS.get(python)
        if kind is None:
            raise DeclarationError(
                f"{cls.__name__}.{name} is of type {python.__name__}, which no property can have: "
                f"take one of {', '.join(each.__name__ for each in KINDS)} or a Vocabulary."
            )
        return model.Property(
            name=name,
            kind=kind,
            description=described(f"{cls.__name__}.{name}", given.description, given.zh),
            required=not optional,
            unique=given.unique,
            indexed=given.index or given.unique,
            text=given.text,
            sounds=given.sounds,
            silent=given.silent,
            scale=next((each.places for each in extras if isinstance(each, Scale)), 0),
            enum=self.enum(python) if kind is Kind.ENUM else None,
            derivation=next(
                (model.Derivation(camel(each.source), each.make) for each in extras if isinstance(each, Derived)), None
            ),
            constraints=tuple(each for each in extras if not isinstance(each, Property | Scale | Derived)),
        )

    def enum(self, vocabulary: type) -> model.EnumType:
        values = tuple(
            model.EnumValue(name, described(f"{vocabulary.__name__}.{name}", *Term(*member.value)))
            for name, member in vocabulary.__members__.items()  # type: ignore[attr-defined]  # a Vocabulary is an Enum
        )
        return self.enums.setdefault(vocabulary.__name__, model.EnumType(vocabulary.__name__, doc(vocabulary), values))

    def relationship(self, cls: type, attribute: str, inner: Any, given: Relationship) -> model.Relationship:
        many = get_origin(inner) is Connection
        target = get_args(inner)[0] if many else inner
        if given.edge not in self.edges or declaration(target) is None:
            raise DeclarationError(f"{cls.__name__}.{attribute} leads to a class that is not declared: link it too.")
        return model.Relationship(
            name=camel(attribute),
            type=self.edges[given.edge].name,
            direction=given.direction,
            target=target.__name__,
            many=many,
            description=described(f"{cls.__name__}.{attribute}", given.description, given.zh),
            declared_on=next(each.__name__ for each in reversed(cls.__mro__) if attribute in annotations(each)),
            first=self.first(f"{cls.__name__}.{attribute}", given, many=many),
        )

    def first(self, field: str, given: Relationship, *, many: bool) -> tuple[str, str] | None:
        """The property of the relationship, and its value, that goes before others."""
        if given.first is None:
            return None
        if many:
            raise DeclarationError(f"{field} is a Connection, which has all of them: let `first` away.")
        properties, _ = self.members(given.edge)
        kind = type(given.first).__name__
        named = [each.name for each in properties.values() if each.enum and each.enum.name == kind]
        if not named:
            raise DeclarationError(
                f"{field} puts a {kind} first, which {given.edge.__name__} has not: name one of its own."
            )
        return named[0], given.first.name


def _stake(cls: type, properties: Mapping[str, model.Property]) -> model.Stake | None:
    given = stated(cls).stake
    if given is None:
        return None
    share, kind = properties.get(camel(given.share)), properties.get(camel(given.kind))
    if share is None or share.kind is not Kind.DECIMAL or share.scale != PLACES:
        raise DeclarationError(f"{cls.__name__}.{given.share} is no share: declare a Decimal with Scale({PLACES}).")
    if kind is None or kind.kind is not Kind.ENUM:
        raise DeclarationError(f"{cls.__name__}.{given.kind} is no kind of share: declare a Vocabulary.")
    return model.Stake(share, kind, given.otherwise, given.through)


def _with_endpoints(linked: GraphModel, types: Iterable[model.RelationshipType]) -> GraphModel:
    """Each relationship type may join what the declared relationships say, from either end."""
    ends: dict[str, set[tuple[str, str]]] = {each.name: set() for each in types}
    for node_type in linked.node_types.values():
        for each in node_type.relationships.values():
            for target in linked.members(each.target):
                pair = (node_type.name, target)
                ends[each.type].add(pair if each.direction is Direction.OUT else (target, node_type.name))
    kept = {each.name: replace(each, endpoints=frozenset(ends[each.name])) for each in types}
    return replace(linked, relationship_types=kept)
