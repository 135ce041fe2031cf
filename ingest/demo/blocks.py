"""What is to be built: which agencies share a building, and which rooms they need."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.demo.organs import Organ
from ingest.demo.periods import Line
from ingest.demo.setting import Setting
from ingest.demo.staffing import Post

Desk = tuple[int, Post]
"""A post with its place in the list of all posts of the territory."""


@dataclass(frozen=True, slots=True)
class Chamber:
    """A room to be: what for, for which line of agencies, for which posts by their places."""

    use: str
    area_m2: float
    line: Line
    desks: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """A building to be."""

    chambers: tuple[Chamber, ...]
    usable_m2: float
    office_m2: float
    gross_m2: float
    floors: int

    @property
    def footprint_m2(self) -> float:
        """The area built on."""
        return round(self.gross_m2 / self.floors, 2)


@dataclass(frozen=True, slots=True)
class Block:
    """Agencies that share a building."""

    organs: tuple[Organ, ...]
    desks: tuple[Desk, ...]


def blocks(setting: Setting, organs: Sequence[Organ], posts: Sequence[Post]) -> Iterator[Block]:
    """The agencies of the administrative centre a few to a building, every separate one by itself."""
    desks: dict[str, list[Desk]] = {organ.code: [] for organ in organs}
    for index, post in enumerate(posts):
        desks[post.organ].append((index, post))
    shared: list[Organ] = []
    for organ in organs:
        if organ.separate:
            yield Block((organ,), tuple(desks[organ.code]))
            continue
        shared.append(organ)
        if sum(len(desks[each.code]) for each in shared) >= setting.scale.desks_a_building:
            yield _together(shared, desks)
            shared = []
    if shared:
        yield _together(shared, desks)


def _together(organs: Sequence[Organ], desks: dict[str, list[Desk]]) -> Block:
    return Block(tuple(organs), tuple(desk for organ in organs for desk in desks[organ.code]))


def modern(setting: Setting, block: Block, keeper: Line) -> Plan:
    """Rooms by rank, meeting rooms and archives for each agency, common rooms that `keeper` answers for."""
    chambers: list[Chamber] = []
    for organ in block.organs:
        own = [desk for desk in block.desks if desk[1].organ == organ.code]
        chambers += [Chamber("OFFICE", post.area_m2, post.line, (index,)) for index, post in own if post.alone]
        for line in organ.lines:
            chambers += _shared(setting, [desk for desk in own if not desk[1].alone and desk[1].line is line], 1, 3)
        for _ in range(1 + len(own) // 25):
            chambers.append(Chamber("MEETING", setting.chance.measure(24, 60, 1), organ.line))
        if len(own) > 9:
            chambers.append(Chamber("ARCHIVE", setting.chance.measure(15, 30, 1), organ.line))
    for use in ("SERVICE", "EQUIPMENT", "STORAGE")[: 1 + len(block.desks) // 10]:
        chambers.append(Chamber(use, setting.chance.measure(15, 45, 1), keeper))
    return _plan(setting, chambers)


def former(setting: Setting, block: Block) -> Plan:
    """The crowded premises that they left: all desks shared, one meeting room."""
    chambers: list[Chamber] = []
    for organ in block.organs:
        for line in organ.lines:
            chambers += _shared(setting, [desk for desk in block.desks if desk[1].line is line], 4, 6)
    chambers.append(Chamber("MEETING", setting.chance.measure(20, 40, 1), block.organs[0].line))
    return _plan(setting, chambers)


def _shared(setting: Setting, desks: Sequence[Desk], least: int, most: int) -> Iterator[Chamber]:
    start = 0
    while start < len(desks):
        together = desks[start : start + setting.chance.between(least, most)]
        start += len(together)
        area = round(sum(post.area_m2 for _, post in together), 1)
        yield Chamber("OFFICE", area, together[0][1].line, tuple(index for index, _ in together))


def _plan(setting: Setting, chambers: Sequence[Chamber]) -> Plan:
    usable = round(sum(each.area_m2 for each in chambers), 2)
    office = round(sum(each.area_m2 for each in chambers if each.use == "OFFICE"), 2)
    gross = round(usable / setting.chance.measure(0.56, 0.68), 2)
    return Plan(tuple(chambers), usable, office, gross, 2 + len(chambers) // 12)
