"""Schemas of models, each built once in a run: it takes Strawberry more than a second."""

from strawberry import Schema

from graph.model import GraphModel
from resolvers.reference import Reference
from schema.types import build

KNOWN: list[tuple[GraphModel, Schema]] = []


def schema_of(model: GraphModel) -> Schema:
    """The schema of a model, with the resolvers of the reference execution."""
    for known, schema in KNOWN:
        if known == model:
            return schema
    KNOWN.append((model, schema := build(model, Reference(model))))
    return schema
