"""GraphModel → the constraints and indexes that its reads rely on."""

from collections.abc import Iterator
from itertools import chain

from graph.cypher import quoted
from graph.model import NODE, GraphModel, Kind, NodeType, RelationshipType, absence, absences


def statements(model: GraphModel) -> tuple[str, ...]:
    """Cypher that makes every constraint and index once; run again, it changes nothing."""
    by_id = f"CREATE INDEX {quoted('node_id')} IF NOT EXISTS FOR (n:{NODE}) ON (n.id)"
    return (
        by_id,
        *chain.from_iterable(_node_type(each) for each in model.node_types.values()),
        *(_relationship_type(each) for each in model.relationship_types.values()),
    )


def _node_type(node_type: NodeType) -> Iterator[str]:
    label = quoted(node_type.name)
    for each in node_type.properties.values():
        name, key = quoted(f"{node_type.name}_{each.name}"), quoted(each.name)
        if each.unique:
            yield f"CREATE CONSTRAINT {name} IF NOT EXISTS FOR (n:{label}) REQUIRE n.{key} IS UNIQUE"
        elif each.indexed and each.kind is Kind.POINT:
            yield f"CREATE POINT INDEX {name} IF NOT EXISTS FOR (n:{label}) ON (n.{key})"
        elif each.indexed:
            # With the id behind it, the index reads a list in its total order.
            yield f"CREATE INDEX {name} IF NOT EXISTS FOR (n:{label}) ON (n.{key}, n.id)"
        if each.text:
            text = quoted(f"{node_type.name}_{each.name}_text")
            yield f"CREATE TEXT INDEX {text} IF NOT EXISTS FOR (n:{label}) ON (n.{key})"
    for each in absences(node_type):
        name, key = quoted(f"{node_type.name}_{each.name}_absent"), quoted(absence(each))
        yield f"CREATE INDEX {name} IF NOT EXISTS FOR (n:{label}) ON (n.{key}, n.id)"


def _relationship_type(each: RelationshipType) -> str:
    name = quoted(f"{each.name}_id")
    # Unlike an index, a constraint is sought even by a plan made while there were few relationships.
    return f"CREATE CONSTRAINT {name} IF NOT EXISTS FOR ()-[r:{quoted(each.name)}]-() REQUIRE r.id IS UNIQUE"


def name(statement: str) -> str:
    """The name of the index or constraint that a statement makes.

    >>> name("CREATE INDEX agency_name IF NOT EXISTS FOR (n:Agency) ON (n.name)")
    'agency_name'
    """
    return statement.partition(" IF NOT EXISTS")[0].rpartition(" ")[2]
