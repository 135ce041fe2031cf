"""Money: what was disposed of and for how much, income, operating cost, housing funds."""

from collections.abc import Iterator

from ingest.demo.holding import Present
from ingest.demo.links import Owns
from ingest.demo.organs import STATE_ASSETS
from ingest.demo.records import Disposal, FundAccount, IncomeItem, OperatingCost
from ingest.demo.rows import Building, Compound, Enterprise, Vehicle

CATEGORIES = {"ENERGY": 1900, "MAINTENANCE": 1400, "PROPERTY": 2600, "VEHICLES": 1200, "MEETINGS": 800, "SERVICES": 900}
"""What is paid by post and year, in yuan, on average."""
FUNDS = ("HOUSING_REFORM", "MAINTENANCE", "PROVIDENT")
YEAR, YEARS = 2025, (2023, 2024, 2025)
YUAN = "CNY"
ACCOUNT = f"{YEAR}年度部门决算"


def accounts(present: Present) -> None:
    """Write the accounts of a territory."""
    if not present.recorded:
        return
    _disposals(present)
    _income(present)
    for agency in present.agencies:
        for category, mean in CATEGORIES.items():
            amount = round(agency.authorised_posts * mean * present.chance.measure(0.7, 1.3))
            code = f"{agency.code}-OC{YEAR}-{category}"
            present.sheets.add(OperatingCost(code, agency.code, YEAR, category, amount, YUAN, ACCOUNT))
    _abroad(present)
    offices = f"{present.setting.place.code}-010"
    for kind in FUNDS:
        balance = present.chance.between(2, 60) * 1_000_000
        for year in YEARS:
            received, spent = present.chance.between(1, 9) * 200_000, present.chance.between(1, 8) * 200_000
            balance += received - spent
            code = f"{present.setting.place.code}-F-{kind}-{year}"
            present.sheets.add(FundAccount(code, offices, kind, year, balance, received, spent, YUAN))


def _disposals(present: Present) -> None:
    """Each asset that was disposed of, by its last owner."""
    last = {
        row.asset: row.owner for row in present.sheets.gathered(Owns) if row.owner_kind == "Agency" and row.valid_to
    }
    things: list[tuple[str, Vehicle | Building]] = [
        *(("Vehicle", row) for row in present.sheets.gathered(Vehicle)),
        *(("Building", row) for row in present.sheets.gathered(Building)),
    ]
    for kind, row in things:
        if row.disposed_on and row.code in last:
            how = present.chance.pick(("SCRAP", "SALE", "TRANSFER") if kind == "Vehicle" else ("SALE", "DEMOLITION"))
            worth = row.purchase_price if isinstance(row, Vehicle) else row.original_cost
            amount = round(worth * present.chance.measure(0.04, 0.2)) if how == "SALE" else 0
            document = present.document("资", int(row.disposed_on[:4]))
            code = f"{row.code}-D"
            present.sheets.add(
                Disposal(code, last[row.code], kind, row.code, how, row.disposed_on, amount, YUAN, document)
            )


def _income(present: Present) -> None:
    """Rent of what is used by others, and the dividends of the territory's first enterprise and of those abroad."""
    owner = f"{present.setting.place.code}-{STATE_ASSETS}"
    for row in present.sheets.gathered(Compound):
        keeper = present.keepers.get(row.code)
        for year in YEARS if keeper else ():
            code = f"{row.code}-I{year}"
            amount = present.chance.between(20, 400) * 1000
            document = present.document("收", year)
            present.sheets.add(
                IncomeItem(code, str(keeper), "Compound", row.code, "RENT", year, amount, YUAN, document)
            )
    for company in _payers(present):
        for year in YEARS:
            amount, document = present.chance.between(100, 4000) * 1000, present.document("国资", year)
            code = f"{company.code}-I{year}"
            present.sheets.add(IncomeItem(code, owner, "", "", "DIVIDEND", year, amount, company.currency, document))


def _payers(present: Present) -> Iterator[Enterprise]:
    """The territory's first enterprise, and those whose books are kept in another currency."""
    for number, company in enumerate(present.sheets.gathered(Enterprise)):
        if number == 0 or company.currency != YUAN:
            yield company


def _abroad(present: Present) -> None:
    """What it costs the owner of an enterprise abroad to meet there, in that currency."""
    owner = f"{present.setting.place.code}-{STATE_ASSETS}"
    for company in present.sheets.gathered(Enterprise):
        if company.currency != YUAN:
            code = f"{owner}-OC{YEAR}-MEETINGS-{company.currency}"
            amount = present.chance.between(20, 90) * 1000
            present.sheets.add(OperatingCost(code, owner, YEAR, "MEETINGS", amount, company.currency, ACCOUNT))
