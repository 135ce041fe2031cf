"""What a list comes to, as a whole or in groups."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from graph.model import Kind, Property
from graph.plan import DatePart
from graph.values import leaf, plain_digits
from loaders.records import LinkRecord, Properties
from resolvers.measuring import checked_group_size
from resolvers.reference.lists import Listing
from resolvers.reference.reading import Context, Found, Given, latest, links_of, nulls_last, ranked
from schema.aggregates import MEASURES, GroupChoice, group_choices

GROUPS = 100


def totals(links: Sequence[LinkRecord], listing: Listing, *, of_edges: bool) -> Mapping[str, Any]:
    """What links, or the nodes they lead to, come to."""
    if of_edges:
        properties: Sequence[Property] = listing.type_.properties if listing.type_ else ()
        rows: list[Properties] = [each.properties for each in links]
    else:
        properties = tuple(listing.owner.properties.values()) if listing.owner else ()
        rows = [each.node.properties for each in links]
    measured = {each.name: measures(each, rows) for each in properties if each.kind in MEASURES}
    return {"count": len(rows), **measured}


def measures(property: Property, rows: Sequence[Properties]) -> Mapping[str, Any]:
    values = [each[property.name] for each in rows if each.get(property.name) is not None]
    convert, rank = leaf(property), partial(ranked, property)
    found: dict[str, Any] = {
        "min": convert(min(values, key=rank)) if values else None,
        "max": convert(max(values, key=rank)) if values else None,
    }
    if "sum" in MEASURES[property.kind]:
        found["sum"], found["avg"] = sum(values), sum(values) / len(values) if values else None
    if property.kind is Kind.DECIMAL:
        unit = Decimal(1).scaleb(-property.scale)
        found["sum"] = plain_digits(Decimal(sum(values)) * unit)
        if values:
            mean = Decimal(sum(values)) / len(values) * unit
            found["avg"] = plain_digits(mean.quantize(Decimal(1).scaleb(-property.scale - 4)))
    return found


async def groups(
    links: Sequence[LinkRecord], given: Given, listing: Listing, day: date, context: Context
) -> list[Mapping[str, Any]]:
    """The largest groups first; of one size, by their keys."""
    assert listing.owner is not None
    known = group_choices(listing.owner, context.model)
    chosen = [known[getattr(each, "name", each)] for each in dict.fromkeys(given["by"])]
    found: dict[tuple[Any, ...], list[LinkRecord]] = {}
    shown: dict[tuple[Any, ...], dict[str, Any]] = {}
    for link in links:
        values = [await value(link, each, day, context) for each in chosen]
        key = tuple(each.properties["id"] if isinstance(each, Found) else each for each in values)
        found.setdefault(key, []).append(link)
        shown[key] = {each.field: one for each, one in zip(chosen, values, strict=True)}
    ordered = sorted(found, key=lambda key: (-len(found[key]), [nulls_last(each) for each in key]))
    size = checked_group_size(GROUPS if given.get("first") is None else given["first"], ())
    blank = {each.field: None for each in known.values()}
    return [
        {"keys": blank | shown[key], "aggregate": totals(found[key], listing, of_edges=False)} for key in ordered[:size]
    ]


async def value(link: LinkRecord, choice: GroupChoice, day: date, context: Context) -> Any:
    """What a node is grouped by."""
    if choice.relationship:
        relative = latest(await links_of(choice.relationship, link.node, day, context), choice.relationship)
        return Found(relative.node, day) if relative else None
    assert choice.property is not None
    found = link.node.properties.get(choice.property.name)
    if found is None or choice.part is None:
        return found
    year, month, _ = found.split("-")
    match choice.part:
        case DatePart.DECADE:
            return int(year) - int(year) % 10
        case DatePart.YEAR:
            return int(year)
        case DatePart.QUARTER:
            return f"{year}-Q{(int(month) + 2) // 3}"
        case DatePart.MONTH:
            return f"{year}-{month}"
