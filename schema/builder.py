"""Builder: GraphQL types made one by one in Strawberry's terms. Types refer to each other by name."""

import inspect
from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, dataclass
from enum import Enum
from functools import reduce
from operator import or_
from types import MappingProxyType
from typing import Annotated, Any

import strawberry
from strawberry.annotation import StrawberryAnnotation
from strawberry.types.arguments import StrawberryArgument
from strawberry.types.base import has_object_definition
from strawberry.types.field import StrawberryField
from strawberry.types.fields.resolver import StrawberryResolver

from graph.model import EnumType, Kind, Property, Union
from schema.scalars import DateTimeValue, DateValue, DecimalValue, GeoPointValue

Resolver = Callable[..., Any]

# Strawberry resolves a field's type as soon as its class is made, when the others are not there yet.
LATER = StrawberryAnnotation(str)
ANNOTATION = "annotation"

PYTHON: Mapping[Kind, object] = {
    Kind.ID: strawberry.ID,
    Kind.STRING: str,
    Kind.INTEGER: int,
    Kind.FLOAT: float,
    Kind.DECIMAL: DecimalValue,
    Kind.BOOLEAN: bool,
    Kind.DATE: DateValue,
    Kind.DATETIME: DateTimeValue,
    Kind.POINT: GeoPointValue,
}


@dataclass(frozen=True, slots=True)
class Argument:
    """An argument of a field: its type as text, and what it is for."""

    name: str
    type: str
    description: str
    default: object = strawberry.UNSET


class Builder:
    """The types of one schema in the making, each under its name; resolved once all are there."""

    def __init__(self) -> None:
        self.types: dict[str, Any] = {
            "ID": strawberry.ID,
            "Date": DateValue,
            **{f"Kind_{kind.name}": python for kind, python in PYTHON.items()},
        }
        self._meanings: dict[str, StrawberryAnnotation] = {}

    def resolve(self) -> None:
        """Give every field its type, now that each name stands for one."""
        for made in self.types.values():
            for field in made.__strawberry_definition__.fields if has_object_definition(made) else ():
                field.type_annotation = self.meaning(field.metadata[ANNOTATION])

    def meaning(self, text: str) -> StrawberryAnnotation:
        """What a type as text stands for; each is looked up once, however many fields have it."""
        return self._meanings.setdefault(text, StrawberryAnnotation(text, namespace=self.types))

    def type(
        self,
        name: str,
        description: str,
        fields: Mapping[str, StrawberryField],
        bases: tuple[type, ...] = (),
        make: Callable[..., Any] = strawberry.type,
        **namespace: object,
    ) -> None:
        if name in self.types:
            raise TypeError(f"Two types would be called {name}: give a class or one of its relationships another name.")
        annotations = dict.fromkeys(fields, Any)
        cls = type(name, bases, {"__annotations__": annotations, **fields, **namespace})
        self.types[name] = make(cls, name=name, description=description)

    def field(
        self, name: str, annotation: str, description: str, resolver: Resolver, arguments: Iterable[Argument] = ()
    ) -> StrawberryField:
        field = StrawberryField(
            python_name=name,
            graphql_name=name,
            type_annotation=LATER,
            metadata={ANNOTATION: annotation},
            description=description,
            base_resolver=StrawberryResolver(signed(resolver)),
        )
        field.arguments = [self.argument(each) for each in arguments]
        return field

    def argument(self, each: Argument) -> StrawberryArgument:
        annotation = self.meaning(each.type)
        return StrawberryArgument(each.name, each.name, annotation, description=each.description, default=each.default)

    def input(self, name: str, description: str, fields: Mapping[str, tuple[str, str]]) -> None:
        """An input object whose fields may be left out: annotation and description by name."""
        self.required(name, description, {}, fields)

    def required(
        self,
        name: str,
        description: str,
        fields: Mapping[str, tuple[str, str]],
        optional: Mapping[str, tuple[str, str]] = MappingProxyType({}),
    ) -> None:
        """An input object whose fields must be given, but for the optional ones."""
        every = [(key, *each, MISSING) for key, each in fields.items()]
        every += [(key, f"{type_} | None", text, strawberry.UNSET) for key, (type_, text) in optional.items()]
        # `in`, `and`, `or`, `not` are words of Python's own.
        made = {
            f"{field}_": StrawberryField(
                python_name=f"{field}_",
                graphql_name=field,
                type_annotation=LATER,
                metadata={ANNOTATION: annotation},
                description=text,
                default=default,
            )
            for field, annotation, text, default in every
        }
        self.type(name, description, made, make=strawberry.input)

    def enum(self, given: EnumType) -> None:
        members = {each.name: strawberry.enum_value(each.name, description=each.description) for each in given.values}
        self.types[given.name] = strawberry.enum(Enum(given.name, members), description=given.description)  # type: ignore[call-overload]  # the functional form

    def union(self, given: Union) -> None:
        members = tuple(self.types[each] for each in given.members)
        named = strawberry.union(given.name, description=given.description)
        self.types[given.name] = Annotated[reduce(or_, members), named]


def annotation(property: Property) -> str:
    """A property's type as text."""
    return named(property) if property.required else f"{named(property)} | None"


def named(property: Property) -> str:
    """The name of a property's type."""
    return property.enum.name if property.enum else f"Kind_{property.kind.name}"


def signed(resolver: Resolver) -> Resolver:
    """A resolver as Strawberry reads it: its arguments are the field's, so the signature names none."""

    def resolve(root: Any, info: strawberry.Info, **_: Any) -> Any:
        return resolver(root, info)

    parameter = inspect.Parameter
    resolve.__signature__ = inspect.Signature(  # type: ignore[attr-defined]  # what `inspect.signature` reads first
        [
            parameter("root", parameter.POSITIONAL_OR_KEYWORD, annotation=object),
            parameter("info", parameter.POSITIONAL_OR_KEYWORD, annotation=strawberry.Info),
        ],
        return_annotation=object,
    )
    return resolve
