"""Identifiers: what fails its own check, and what two nodes have."""

from graph.rules import Once, Severity
from schema.identifiers import (
    CREDIT_CODE_ALPHABET,
    CREDIT_CODE_WEIGHTS,
    PARCEL_CODE,
    UNIT_CODE,
    VIN_VALUES,
    VIN_WEIGHTS,
)
from schema.risks.declaring import alike, rule

REAL_ESTATE = ("LandParcel", "Building", "HousingUnit")


def position(signs: str, sign: str) -> str:
    """Where a sign stands among others: a map of what each counts would take the database longer to plan."""
    return f"size(split('{signs}', {sign})[0])"


CREDIT = f"""
    WITH $node.creditCode AS code WHERE code IS NOT NULL
    WITH code, code =~ '[{CREDIT_CODE_ALPHABET}]{{18}}' AS formed
    WITH code, formed, CASE WHEN formed THEN reduce(sum = 0, i IN range(0, 16) |
         sum + {position(CREDIT_CODE_ALPHABET, "substring(code, i, 1)")} * {[*CREDIT_CODE_WEIGHTS]}[i]) ELSE 0 END AS sum
    WHERE NOT formed OR (31 - sum % 31) % 31 <> {position(CREDIT_CODE_ALPHABET, "right(code, 1)")}
    RETURN [] AS figures, [] AS mentioned
"""
VIN_DIGITS = "".join(map(str, VIN_VALUES.values()))
VEHICLE = f"""
    WITH $node.vin AS vin, $node.plate IS NULL OR $node.plate =~ '[\\\\u4e00-\\\\u9fff][A-Z]([A-HJ-NP-Z0-9]{{5,6}})' AS plated
    WITH vin, plated, vin =~ '[A-HJ-NPR-Z0-9]{{17}}' AS formed
    WITH vin, plated, formed, CASE WHEN formed THEN reduce(sum = 0, i IN range(0, 16) |
         sum + toInteger(substring('{VIN_DIGITS}', {position("".join(VIN_VALUES), "substring(vin, i, 1)")}, 1))
             * {[*VIN_WEIGHTS]}[i]) % 11 ELSE 0 END AS sum
    WHERE NOT plated OR (vin IS NOT NULL
      AND (NOT formed OR substring(vin, 8, 1) <> CASE sum WHEN 10 THEN 'X' ELSE toString(sum) END))
    RETURN [] AS figures, [] AS mentioned
"""
UNIT, PARCEL = (
    f"""
    WITH $node.realEstateUnitCode AS code
    WHERE code IS NOT NULL AND NOT code =~ '{each.pattern}'
    RETURN [] AS figures, [] AS mentioned
"""
    for each in (UNIT_CODE, PARCEL_CODE)
)


# Read once for a type: each building would read the certificates of all.
CERTIFICATES = Once(
    """
    MATCH (asset:$label)<-[title:OWNS]-() WHERE title.certificateNo IS NOT NULL AND held(title)
    WITH title.certificateNo AS number, collect(DISTINCT asset) AS assets WHERE size(assets) > 1
    RETURN collect([number, assets]) AS numbers
    """,
    ("numbers",),
)
CERTIFICATE = """
    MATCH ($node)<-[title:OWNS]-() WHERE size(numbers) > 0 AND title.certificateNo IS NOT NULL AND held(title)
    UNWIND [each IN numbers WHERE each[0] = title.certificateNo | each[1]] AS assets
    UNWIND assets AS other
    WITH other WHERE other <> $node
    WITH collect(DISTINCT other) AS others WHERE size(others) > 0
    RETURN [] AS figures, others AS mentioned
"""

RULES = (
    rule(
        "BAD_IDENTIFIER",
        Severity.NOTICE,
        title=("Identifier fails its check", "标识码校验不通过"),
        text="A credit code, VIN, plate or real-estate unit code whose form or check digit is wrong.",
        instrument="GB 32100-2015，GB 16735，GA 36，GB/T 37346-2019",
        checks={
            "Agency": CREDIT,
            "Enterprise": CREDIT,
            "Vehicle": VEHICLE,
            "LandParcel": PARCEL,
            "Building": UNIT,
            "HousingUnit": UNIT,
        },
    ),
    rule(
        "DUPLICATE_IDENTIFIER",
        Severity.SERIOUS,
        title=("One identifier, two things", "一物多卡"),
        text="Two vehicles in use have one plate, two parcels, buildings or housing units one certificate of title, "
        "or an agency the credit code of an enterprise.",
        instrument="行政事业性国有资产管理条例（国务院令第738号）",
        checks={
            "Vehicle": """
            MATCH (other:Vehicle {plate: $node.plate})
            WHERE other.id IS NOT NULL AND other <> $node AND present(other) AND present($node)
            WITH collect(other) AS others WHERE size(others) > 0
            RETURN [] AS figures, others AS mentioned
            """,
            "Agency": """
            MATCH (other:Enterprise {creditCode: $node.creditCode})
            RETURN [] AS figures, [other] AS mentioned
            """,
        }
        | alike(REAL_ESTATE, CERTIFICATE),
        once=dict.fromkeys(REAL_ESTATE, CERTIFICATES),
    ),
)
