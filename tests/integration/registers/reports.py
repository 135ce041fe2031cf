"""The German report's list of indirect holdings in plain SQL: cells read one by one, rows that need no reading by eye."""

from tests.integration.registers.sources import INDIRECT

# A number as it is printed, and as a spreadsheet left it of one such as 90.000 or 317.500.
PRINTED = r"^\d{1,3}(\.\d{3})*(,\d+)?$"
LONE = r"^\d{1,3}(\.\d+)?$"


def plain(cell: str) -> str:
    """SQL: the number in a cell, without its currency; null where it is none."""
    bare = f"trim(regexp_replace({cell}, ' *[A-Z]{{2,3}} *$', ''))"
    return (
        f"CASE WHEN regexp_matches(trim({cell}), '{LONE}') THEN trim({cell})::DECIMAL(18, 4) * 1000"
        f" WHEN regexp_matches({bare}, '{PRINTED}') THEN replace(replace({bare}, '.', ''), ',', '.')::DECIMAL(18, 4)"
        f" WHEN regexp_matches({bare}, '^\\d+$') THEN {bare}::DECIMAL(18, 4) END"
    )


def percent(cell: str) -> str:
    """SQL: a percentage with a comma; null where it is none."""
    return f"CASE WHEN regexp_matches(trim({cell}), '^\\d{{1,3}}(,\\d+)?$') THEN replace(trim({cell}), ',', '.')::DECIMAL(18, 12) END"


# Rows of one parent, by the number that the report would give them; the broken row and those of several left out.
SINGLE = f"""(SELECT *, id::INT + 176 AS number, {percent("capital_share_perc")} AS printed,
    {plain("capital_share")} AS part, {plain("capital")} AS whole
    FROM {INDIRECT} WHERE parent IS NOT NULL AND regexp_matches(trim(capital_share_perc), '^[0-9,]+$'))"""
# Companies that a parent's name says letter by letter, but for the country behind a company's place.
NAMED = f"(SELECT id::INT + 176 AS number, trim(regexp_replace(name, '/[^/,]*$', '')) AS name FROM {INDIRECT})"
