"""Money: what was disposed of and for how much, income, operating cost, housing funds."""

from ingest.demo.holding import Present
from ingest.demo.links import Owns
from ingest.demo.records import Disposal, FundAccount, IncomeItem, OperatingCost
from ingest.demo.rows import Building, Compound, Vehicle

CATEGORIES = {"ENERGY": 1900, "MAINTENANCE": 1400, "PROPERTY": 2600, "VEHICLES": 1200, "MEETINGS": 800, "SERVICES": 900}
"""What is paid by post and year, in yuan, on average."""
FUNDS = ("HOUSING_REFORM", "MAINTENANCE", "PROVIDENT")
YEAR, YEARS = 2025, (2023, 2024, 2025)


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
            present.sheets.add(OperatingCost(code, agency.code, YEAR, category, amount, f"{YEAR}年度部门决算"))
    offices = f"{present.setting.place.code}-010"
    for kind in FUNDS:
        balance = present.chance.between(2, 60) * 1_000_000
        for year in YEARS:
            received, spent = present.chance.between(1, 9) * 200_000, present.chance.between(1, 8) * 200_000
            balance += received - spent
            code = f"{present.setting.place.code}-F-{kind}-{year}"
            present.sheets.add(FundAccount(code, offices, kind, year, balance, received, spent))


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
            present.sheets.add(Disposal(code, last[row.code], kind, row.code, how, row.disposed_on, amount, document))


def _income(present: Present) -> None:
    """Rent of what is used by others, and the dividend of the territory's enterprise."""
    place = present.setting.place.code
    for row in present.sheets.gathered(Compound):
        keeper = present.keepers.get(row.code)
        for year in YEARS if keeper else ():
            code = f"{row.code}-I{year}"
            amount = present.chance.between(20, 400) * 1000
            document = present.document("收", year)
            present.sheets.add(IncomeItem(code, str(keeper), "Compound", row.code, "RENT", year, amount, document))
    for year in YEARS:
        amount, document = present.chance.between(100, 4000) * 1000, present.document("国资", year)
        code = f"{place}-E001-I{year}"
        present.sheets.add(IncomeItem(code, f"{place}-014", "", "", "DIVIDEND", year, amount, document))
