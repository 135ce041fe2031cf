"""The posts of an agency: rank, title, and the room that comes with each."""

from dataclasses import dataclass

from ingest.demo.organs import Organ, at
from ingest.demo.periods import Line
from ingest.demo.places import Level
from ingest.demo.setting import Setting

LADDERS: dict[tuple[Level, bool], tuple[tuple[str, int], ...]] = {
    (Level.PROVINCE, True): (("正厅", 30), ("副厅", 24), ("正处", 18), ("副处", 12), ("科员", 9)),
    (Level.PREFECTURE, True): (("正处", 24), ("副处", 18), ("正科", 9), ("副科", 9), ("科员", 9)),
    (Level.COUNTY, True): (("正科", 18), ("副科", 12), ("科员", 9)),
    (Level.PROVINCE, False): (("正处", 18), ("副处", 12), ("科员", 9)),
    (Level.PREFECTURE, False): (("正科", 9), ("副科", 9), ("科员", 9)),
    (Level.COUNTY, False): (("副科", 12), ("科员", 9)),
}
"""Ranks by level, of organs (True) and of institutions, each with the office area that it may have, in m²."""

SECTION = ("处长", "科长", "股长")
SHARED_M2 = 9


@dataclass(frozen=True, slots=True)
class Post:
    """A post in an agency and its share of a room."""

    organ: str
    line: Line
    rank: str
    title: str
    area_m2: float

    @property
    def alone(self) -> bool:
        """Whether it comes with a room of its own."""
        return self.area_m2 > SHARED_M2


def posts(setting: Setting, organ: Organ) -> list[Post]:
    """The posts of an agency, the highest first."""
    size = organ.template.weight * setting.scale.headcount * (1.5, 1.2, 1.0)[setting.place.level]
    count = max(3, round(size * setting.chance.measure(0.7, 1.3)))
    ladder = LADDERS[setting.place.level, organ.template.kind not in ("INSTITUTION", "KINDERGARTEN", "LIAISON_OFFICE")]
    found: list[Post] = []
    for step, (rank, limit) in enumerate(ladder):
        title = _title(setting.place.level, organ, step, len(ladder))
        for _ in range(_number(organ, step, len(ladder), count, count - len(found))):
            low = 0.68 * SHARED_M2 if limit == SHARED_M2 else 0.78 * limit
            area = setting.chance.measure(low, limit, 1)
            found.append(Post(organ.code, organ.lines[len(found) % len(organ.lines)], rank, title, area))
    return found


def _number(organ: Organ, step: int, steps: int, count: int, left: int) -> int:
    if step == steps - 1:
        return left
    if step == 0:
        return 1 if organ.head else 0
    if step == 1:
        return 1 + count // 25 if organ.head else 0
    return max(1, count // 9)


def _title(level: Level, organ: Organ, step: int, steps: int) -> str:
    if step == steps - 1:
        return organ.template.clerk
    if step < 2:
        return ("", "副")[step] + organ.head
    return ("", "副")[step - 2] + at(level, SECTION)
