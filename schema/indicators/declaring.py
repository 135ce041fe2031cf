"""Words that indicators are declared with."""

from dataclasses import replace

from graph.model import Indicator, Kind, Property
from schema.asset import describe
from schema.fragments import BY_PRECISION, COALS, LIMIT

EQUIVALENTS = f"""CALL () {{
              OPTIONAL MATCH (item:StandardItem) WHERE item.measure IN {[f"KGCE_PER_{each}" for each in COALS]} AND held(item)
              WITH collect([item.measure, item.limit]) AS items
              RETURN [{", ".join(f"head([each IN items WHERE each[0] = 'KGCE_PER_{each}' | each[1]])" for each in COALS)}] AS coals
            }}"""


def limits(measure: str, name: str) -> str:
    """All limits of a measure that are in force, as [level, rank, kind, limit]: those that leave less open come first."""
    return f"""CALL () {{
              OPTIONAL MATCH (item:StandardItem {{measure: '{measure}'}}) WHERE held(item)
              {BY_PRECISION}
              RETURN [each IN collect({LIMIT}) WHERE each[3] IS NOT NULL] AS {name}
            }}"""


def lying(label: str, name: str) -> str:
    """All nodes of a type that lie in the division `$node`, or in one below it, as a list."""
    return f"""CALL ($node) {{
          MATCH ($node)<-[parts:PART_OF*0..]-(place:Division) WHERE all(part IN parts WHERE held(part))
          WITH DISTINCT place
          MATCH (place)<-[lies:SITUATED_IN]-(it:{label}) WHERE held(lies)
          RETURN collect(DISTINCT it) AS {name}
        }}"""


def area_in_use(name: str) -> str:
    """The area of buildings that `units` use, in m²."""
    return f"""CALL (units) {{
          UNWIND units AS unit
          OPTIONAL MATCH (unit)-[use:USES]->(:Building) WHERE held(use)
          RETURN sum(use.areaM2) AS {name}
        }}"""


def by_division(indicator: Indicator, text: str, zh: str) -> Indicator:
    """The figures of agencies, of all that lie in a division or in one below it."""
    cypher = f"{lying('Agency', 'units')}\n{indicator.cypher}"
    return replace(indicator, owner="Division", description=describe(text, zh), cypher=cypher, below=False)


def number(name: str, text: str, zh: str) -> Property:
    """How many there are."""
    return Property(name, Kind.INTEGER, describe(text, zh), required=True)


def amount(name: str, text: str, zh: str) -> Property:
    """How much there is."""
    return Property(name, Kind.FLOAT, describe(text, zh), required=True)


def ratio(name: str, text: str, zh: str) -> Property:
    """A figure that is not always known."""
    return Property(name, Kind.FLOAT, describe(text, zh))


def money(name: str, text: str, zh: str) -> Property:
    """An amount of money, to the cent."""
    return Property(name, Kind.DECIMAL, describe(text, zh), required=True, scale=2)


def code(name: str, text: str, zh: str, *, required: bool = False) -> Property:
    """A code of a list."""
    return Property(name, Kind.STRING, describe(text, zh), required=required)
