"""Words that indicators are declared with."""

from graph.model import Kind, Property
from schema.asset import describe

# Energy in kgce of a reading, by the coal equivalents `coals`.
COALS = ("KWH", "M3_GAS", "GJ", "L_PETROL", "L_DIESEL")
KGCE = """reduce(sum = 0.0, each IN [[reading.electricityKwh, coals[0]], [reading.naturalGasM3, coals[1]],
              [reading.heatGj, coals[2]], [reading.petrolL, coals[3]], [reading.dieselL, coals[4]]]
              | sum + coalesce(each[0] * each[1], 0.0))"""
EQUIVALENTS = f"""CALL () {{
              OPTIONAL MATCH (item:StandardItem) WHERE item.measure IN {[f"KGCE_PER_{each}" for each in COALS]} AND held(item)
              WITH collect([item.measure, item.limit]) AS items
              RETURN [{", ".join(f"head([each IN items WHERE each[0] = 'KGCE_PER_{each}' | each[1]])" for each in COALS)}] AS coals
            }}"""


def limits(measure: str, name: str) -> str:
    """All limits of a measure that are in force, as [level, rank, kind, limit]: those that leave less open come first."""
    return f"""CALL () {{
              OPTIONAL MATCH (item:StandardItem {{measure: '{measure}'}}) WHERE held(item)
              WITH item ORDER BY item.rank IS NULL, item.level IS NULL, item.kind IS NULL, item.limit
              RETURN [each IN collect([item.level, item.rank, item.kind, item.limit]) WHERE each[3] IS NOT NULL] AS {name}
            }}"""


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


def code(name: str, text: str, zh: str) -> Property:
    """A code of a list."""
    return Property(name, Kind.STRING, describe(text, zh))
