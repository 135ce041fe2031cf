"""What is wrong with a node, or worth a look. A module of rules laid beside these is watched without being named anywhere.

`CUSTODY` tells what an agency answers for, on a day.
"""

from collections.abc import Mapping
from importlib import import_module
from pkgutil import iter_modules

from graph.rules import Rule

RULES: tuple[Rule, ...] = tuple(
    rule for each in iter_modules(__path__) for rule in getattr(import_module(f"{__name__}.{each.name}"), "RULES", ())
)

_ASSET = "MATCH ($unit)-[way:MANAGES|OWNS|USES]->($node:{label}) WHERE held(way) RETURN $node"
CUSTODY: Mapping[str, str] = {
    "Agency": "WITH $unit AS $node RETURN $node",
    "Enterprise": "MATCH ($unit)-[way:HOLDS_SHARE]->($node:Enterprise) WHERE held(way) RETURN $node",
    "LandParcel": _ASSET.format(label="LandParcel"),
    "Compound": _ASSET.format(label="Compound"),
    "Building": _ASSET.format(label="Building"),
    "HousingUnit": _ASSET.format(label="HousingUnit"),
    "Room": """
        MATCH ($unit)-[way:USES]->($node:Room) WHERE held(way) RETURN $node
        UNION
        MATCH ($unit)-[way:MANAGES|OWNS]->(:Building)<-[part:PART_OF]-($node:Room) WHERE held(way) AND held(part) RETURN $node
    """,
    "Vehicle": """
        MATCH ($unit)-[way:MANAGES|OWNS]->($node:Vehicle) WHERE held(way) RETURN $node
        UNION
        MATCH ($unit)<-[way:ASSIGNED_TO]-($node:Vehicle) WHERE held(way) RETURN $node
    """,
    "ServiceArrangement": """
        MATCH ($unit)<-[way:ARRANGED_BY]-($node:ServiceArrangement) WHERE held(way) RETURN $node
    """,
    "Staff": """
        MATCH ($unit)-[way:EMPLOYS]->($node:Staff)
        WHERE held(way) OR NOT EXISTS { MATCH ()-[other:EMPLOYS]->($node) WHERE held(other) }
        RETURN $node
    """,
}
