"""Supervision: inspections and what they found, stock-taking, tasks."""

from ingest.demo.holding import Present
from ingest.demo.records import Inspection, InspectionFinding, StockTake, StockTakeItem, Task
from ingest.demo.rows import Agency

SUBJECTS = ("办公用房清理", "公务用车使用管理", "国有资产清查核对", "节能工作考核", "会议活动经费")
DEFECTS = ("办公用房面积未按标准腾退", "资产卡片信息不完整", "车辆使用登记不全", "出租出借未经批准", "能耗台账缺项")
REMARKS = {"AS_RECORDED": "", "MISSING": "实物未找到", "SURPLUS": "账外资产", "DIFFERS": "使用人与登记不符"}
INSPECTED, COUNTED, ITEMS = 6, 5, 6
"""How many agencies of a territory are inspected, how many take stock, and of how many assets each."""


def supervision(present: Present) -> None:
    """Write what the administration looks into."""
    if not present.recorded:
        return
    for number in range(INSPECTED):
        agency = present.chance.pick(present.agencies)
        _inspected(present, agency, number + 1)
        _tasked(present, agency, number + 1)
    owned: dict[str, list[tuple[str, str]]] = {}
    for rows in present.owners.values():
        for row in rows:
            owned.setdefault(row.owner, []).append((row.asset_kind, row.asset))
    holders = [row for row in present.agencies if row.code in owned]
    for number in range(min(COUNTED, len(holders))):
        agency = present.chance.pick(holders)
        _counted(present, agency, owned[agency.code], number + 1)


def _inspected(present: Present, agency: Agency, number: int) -> None:
    chance, subject = present.chance, present.chance.pick(SUBJECTS)
    on = present.date(60, 900)
    code = f"{present.setting.place.code}-S{number:02d}"
    closed = chance.happens(0.6)
    status = "CLOSED" if closed else "OPEN"
    name, name_en = f"{agency.name}{on[:4]}年{subject}检查", f"Inspection of {agency.name_en}, {on[:4]}"
    present.sheets.add(Inspection(code, name, name_en, agency.code, status, on, subject))
    assets = [code for code, keeper in present.keepers.items() if keeper == agency.code]
    for item in range(1, 1 + chance.between(1, 3)):
        done = closed or chance.happens(0.3)
        present.sheets.add(
            InspectionFinding(
                code=f"{code}-{item}",
                inspection=code,
                asset=chance.pick([each for each in assets if "-B" in each] or [""]),
                description=chance.pick(DEFECTS),
                severity=chance.pick(("NOTICE", "WARNING", "SERIOUS")),
                status="CLOSED" if done else chance.pick(("OPEN", "IN_HAND")),
                due_on=present.date(-60, 40),
                closed_on=present.date(1, 40) if done else "",
            )
        )


def _tasked(present: Present, agency: Agency, number: int) -> None:
    chance = present.chance
    assigned, done = present.date(30, 600), chance.happens(0.5)
    subject = chance.pick(SUBJECTS)
    kept = [code for code, keeper in present.keepers.items() if keeper == agency.code and "-B" in code]
    present.sheets.add(
        Task(
            code=f"{present.setting.place.code}-K{number:02d}",
            name=f"{subject}专项任务（{agency.name}）",
            name_en=f"Task for {agency.name_en}",
            agency=agency.code,
            building=chance.pick(kept or [""]),
            status="CLOSED" if done else "IN_HAND",
            assigned_on=assigned,
            due_on=present.date(-90, 25),
            closed_on=present.date(1, 20) if done else "",
            document=present.document("机管督", int(assigned[:4])),
        )
    )


def _counted(present: Present, agency: Agency, assets: list[tuple[str, str]], number: int) -> None:
    code, on = f"{present.setting.place.code}-C{number:02d}-2025", "2025-12-20"
    name, name_en = f"{agency.name}2025年资产盘点", f"Stock-taking of {agency.name_en}, 2025"
    present.sheets.add(StockTake(code, name, name_en, agency.code, 2025, on))
    for item in range(1, 1 + min(ITEMS, len(assets))):
        kind, asset = present.chance.pick(assets)
        result = "AS_RECORDED" if present.chance.happens(0.8) else present.chance.pick(("MISSING", "DIFFERS"))
        present.sheets.add(StockTakeItem(f"{code}-{item}", code, kind, asset, result, REMARKS[result]))
