"""link: declared classes in, a GraphModel out."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from inspect import cleandoc
from types import MappingProxyType, ModuleType, UnionType
from typing import Annotated, Any, get_args, get_origin, get_type_hints
from typing import Union as TypingUnion

from graph import model
from graph.chains.shares import PLACES
from graph.model import Direction, GraphModel, Kind
from graph.rules import Rule
from schema import refusals
from schema.asset import (
    Connection,
    Declaration,
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
    describe,
)
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
    hidden = {_of(each).name for each in declared if _of(each).restricted and not cleared}
    linked = _Linker([each for each in declared if _of(each).name not in hidden]).link()
    watched = replace(
        linked,
        rules=tuple(sorted(without(rules, hidden), key=lambda each: each.code)),
        custody={label: way for label, way in custody.items() if label not in hidden},
        indicators=tuple(each for each in indicators if each.owner not in hidden),
        hidden=tuple(
            sorted(_of(each).name for each in declared if _of(each).name in hidden and _of(each).role is Role.NODE)
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
    for name, count in Counter(_of(each).name for each in found).items():
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
        by_role = {role: [each for each in self.classes if _of(each).role is role] for role in Role}
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
        given = _of(cls)
        properties, _ = self.members(cls)
        identity = given.identity if given.identity is not None else tuple({"validFrom"} & properties.keys())
        if unknown := [each for each in identity if each not in properties]:
            raise DeclarationError(f"{cls.__name__} has no {unknown[0]} to be told apart by: name its own properties.")
        stake = _stake(cls, properties)
        return model.RelationshipType(
            given.name,
            _doc(cls),
            tuple(properties.values()),
            identity,
            stake=stake,
            hierarchy=given.hierarchy,
            restricted=given.restricted,
        )

    def node_type(self, cls: type) -> model.NodeType:
        given = _of(cls)
        properties, relationships = self.members(cls)
        return model.NodeType(
            given.name,
            _doc(cls),
            properties,
            relationships,
            _interfaces(cls),
            given.singular,
            given.plural,
            given.restricted,
        )

    def interface(self, cls: type) -> model.Interface:
        properties, relationships = self.members(cls)
        return model.Interface(cls.__name__, _doc(cls), properties, relationships, _interfaces(cls))

    def union(self, cls: type) -> model.Union:
        """The node types that it names, and those that inherit from it."""
        named = _of(cls).members
        joining = (each.__name__ for each in self.classes if issubclass(each, cls) and each is not cls)
        members = tuple(dict.fromkeys((*named, *joining)))
        if strangers := [each for each in members if each not in self.names]:
            raise DeclarationError(f"{cls.__name__} has the member {strangers[0]}, which is not declared: link it too.")
        return model.Union(cls.__name__, _doc(cls), members)

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
            inner, optional, extras = _unwrap(hint)
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
            description=_described(f"{cls.__name__}.{name}", given.description, given.zh),
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
            model.EnumValue(name, _described(f"{vocabulary.__name__}.{name}", *Term(*member.value)))
            for name, member in vocabulary.__members__.items()  # type: ignore[attr-defined]  # a Vocabulary is an Enum
        )
        return self.enums.setdefault(vocabulary.__name__, model.EnumType(vocabulary.__name__, _doc(vocabulary), values))

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
            description=_described(f"{cls.__name__}.{attribute}", given.description, given.zh),
            declared_on=next(each.__name__ for each in reversed(cls.__mro__) if attribute in _annotations(each)),
        )


def _stake(cls: type, properties: Mapping[str, model.Property]) -> model.Stake | None:
    given = _of(cls).stake
    if given is None:
        return None
    share, kind = properties.get(camel(given.share)), properties.get(camel(given.kind))
    if share is None or share.kind is not Kind.DECIMAL or share.scale != PLACES:
        raise DeclarationError(f"{cls.__name__}.{given.share} is no share: declare a Decimal with Scale({PLACES}).")
    if kind is None or kind.kind is not Kind.ENUM:
        raise DeclarationError(f"{cls.__name__}.{given.kind} is no kind of share: declare a Vocabulary.")
    return model.Stake(share, kind, given.otherwise, given.through)


def _of(cls: type) -> Declaration:
    given = declaration(cls)
    assert given is not None
    return given


def _annotations(cls: type) -> Mapping[str, object]:
    kept: Mapping[str, object] = vars(cls).get("__annotations__", {})
    return kept


def _interfaces(cls: type) -> tuple[str, ...]:
    """The interfaces among the bases, the most general first."""
    bases = (each for each in reversed(cls.__mro__[1:]) if declaration(each))
    return tuple(each.__name__ for each in bases if _of(each).role is Role.INTERFACE)


def _doc(cls: type) -> str:
    if not cls.__doc__:
        raise DeclarationError(f"{cls.__name__} is not described: give it a docstring.")
    first, _, rest = cleandoc(cls.__doc__).partition("\n\n")
    return f"{first}\n{rest}".strip()


def _described(name: str, text: str, zh: str) -> str:
    if not text:
        raise DeclarationError(f"{name} is not described: say what it is.")
    return describe(text, zh)


def _unwrap(hint: Any) -> tuple[Any, bool, tuple[object, ...]]:
    """The bare type of an annotation, whether it may be None, and all that it is annotated with."""
    if get_origin(hint) is Annotated:
        inner, optional, extras = _unwrap(hint.__origin__)
        return inner, optional, (*extras, *hint.__metadata__)
    if get_origin(hint) in (UnionType, TypingUnion):
        (only,) = (each for each in get_args(hint) if each is not type(None))
        inner, _, extras = _unwrap(only)
        return inner, True, extras
    return hint, False, ()


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
