"""Construction and maintenance: projects, plans and their single works, some of them late."""

from ingest.demo.holding import Present
from ingest.demo.periods import TODAY, day, iso
from ingest.demo.records import MaintenancePlan, Project, WorkOrder
from ingest.demo.rows import Building

JOBS = (
    "屋面防水维修",
    "外墙修缮",
    "电梯大修",
    "消防设施改造",
    "给排水管网更新",
    "空调系统清洗",
    "配电设备更新",
    "无障碍设施改造",
)
MAINTAINED = 3
"""Every so many buildings one is being maintained."""


def works(present: Present) -> None:
    """Write what is built and repaired."""
    if not present.recorded:
        return
    for index, building in enumerate(present.buildings):
        keeper = present.keepers.get(building.code, "")
        if keeper and index % MAINTAINED == 0:
            _maintained(present, building, keeper)
        if keeper and building.built_on > "2008" and present.chance.happens(0.7):
            _built(present, building, keeper)
        elif keeper and present.chance.happens(0.3):
            _refurbished(present, building, keeper)


def _maintained(present: Present, building: Building, keeper: str) -> None:
    chance = present.chance
    begins = TODAY - chance.between(-120, 500)
    ends = begins + chance.between(60, 240)
    done = ends + chance.between(-30, 20) if ends < TODAY - 30 and chance.happens(0.8) else 0
    budget = round(building.gross_floor_area_m2 * chance.between(20, 160), -2)
    code, year = f"{building.code}-R1", iso(begins)[:4]
    present.sheets.add(
        MaintenancePlan(
            code=code,
            name=f"{building.name}{year}年维修计划",
            name_en=f"Maintenance of {building.name_en}, {year}",
            agency=keeper,
            building=building.code,
            kind=chance.pick(("ROUTINE", "MEDIUM", "MAJOR")),
            status="COMPLETED" if done else "IN_PROGRESS" if begins <= TODAY else "PLANNED",
            budget=int(budget),
            cost=f"{budget * chance.measure(0.8, 1.1):.2f}" if done else "",
            planned_from=iso(begins),
            planned_to=iso(ends),
            completed_on=iso(done) if done else "",
        )
    )
    for number in range(1, 1 + chance.between(1, 3)):
        ordered = begins + chance.between(0, 40)
        due = ordered + chance.between(14, 90)
        finished = due - chance.between(0, 10) if done else 0
        present.sheets.add(
            WorkOrder(
                code=f"{code}-{number}",
                plan=code,
                building=building.code,
                description=chance.pick(JOBS),
                status="COMPLETED" if finished else "IN_PROGRESS" if ordered <= TODAY else "PLANNED",
                cost=f"{budget * chance.measure(0.05, 0.3):.2f}" if finished else "",
                ordered_on=iso(ordered),
                due_on=iso(due),
                completed_on=iso(finished) if finished else "",
            )
        )


def _built(present: Present, building: Building, keeper: str) -> None:
    """The project that a new building came from."""
    done = day(*map(int, building.built_on.split("-")))
    cost = building.original_cost
    words = "建设项目", "Construction"
    _project(
        present,
        building,
        keeper,
        words,
        "NEW_BUILDING",
        cost,
        (done - 900, done - present.chance.between(-60, 60), done),
    )


def _refurbished(present: Present, building: Building, keeper: str) -> None:
    begins = TODAY - present.chance.between(100, 400)
    ends = begins + present.chance.between(200, 500)
    cost = round(building.gross_floor_area_m2 * 900)
    kind = present.chance.pick(("REFURBISHMENT", "ENERGY_SAVING"))
    _project(present, building, keeper, ("改造项目", "Refurbishment"), kind, cost, (begins, ends, 0))


def _project(
    present: Present,
    building: Building,
    keeper: str,
    words: tuple[str, str],
    kind: str,
    cost: int,
    days: tuple[int, int, int],
) -> None:
    begins, ends, done = days
    present.sheets.add(
        Project(
            code=f"{building.code}-J-{kind[:3]}",
            name=f"{building.name}{words[0]}",
            name_en=f"{words[1]} of {building.name_en}",
            agency=keeper,
            building=building.code,
            kind=kind,
            status="COMPLETED" if done else "IN_PROGRESS",
            budget=int(round(cost * present.chance.measure(0.92, 1.08), -3)),
            cost=str(cost) if done else "",
            document=present.document("发改投资", int(iso(begins)[:4])),
            planned_from=iso(begins),
            planned_to=iso(ends),
            completed_on=iso(done) if done else "",
        )
    )
