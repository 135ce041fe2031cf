"""Cypher that rules and indicators share: energy in one unit, the sector of a building, which of several limits fits."""

# Kinds of energy whose coal equivalents are the items of `coals`, in this order.
COALS = ("KWH", "M3_GAS", "GJ", "L_PETROL", "L_DIESEL")
# Energy of a `reading` in kgce.
KGCE = """reduce(sum = 0.0, each IN [[reading.electricityKwh, coals[0]], [reading.naturalGasM3, coals[1]],
              [reading.heatGj, coals[2]], [reading.petrolL, coals[3]], [reading.dieselL, coals[4]]]
              | sum + coalesce(each[0] * each[1], 0.0))"""
# Of a `building` and its `energy`. What has no area is unknown: an infinite value would be a finding, and shift a median.
INTENSITY = "CASE WHEN building.grossFloorAreaM2 > 0 THEN energy / building.grossFloorAreaM2 END"
# Of the agency that uses most of a `building`. Neo4j 5.26 would take a sum inside an expression for one of the whole
# clause: hence a clause of its own.
SECTOR = """CALL (building) {
              OPTIONAL MATCH (building)<-[use:USES]-(agency:Agency) WHERE held(use) AND agency.sector IS NOT NULL
              WITH agency.sector AS sector, sum(use.areaM2) AS area ORDER BY area DESC, sector RETURN sector LIMIT 1 }"""
# Each `item` of a measure as it stands in a list of limits; those that leave less open come first.
LIMIT = "[item.level, item.rank, item.kind, item.limit]"
BY_PRECISION = "WITH item ORDER BY item.rank IS NULL, item.level IS NULL, item.kind IS NULL, item.limit"


def present(node: str = "$node") -> str:
    """Whether an asset is there on the day: acquired or made, and not disposed of, by its dates or else by what it is now."""
    begun = f"coalesce({node}.acquiredOn, {node}.builtOn, {node}.registeredOn, $day) <= $day"
    return f"({begun} AND ({node}.disposedOn > $day OR ({node}.disposedOn IS NULL AND {node}.status <> 'DISPOSED')))"


def of_rank(limits: str, rank: str) -> str:
    """The limit for a rank."""
    return f"head([each IN {limits} WHERE each[1] IS NULL OR each[1] = {rank} | each[3]])"


def of_post(limits: str, level: str, rank: str) -> str:
    """The limit for a rank at agencies of a level."""
    return (
        f"head([each IN {limits} WHERE coalesce(each[0], {level}) = {level} "
        f"AND (each[1] IS NULL OR each[1] = {rank}) | each[3]])"
    )
