"""The whole province, one territory after another. Each has its own draws, so none depends on what came before it."""

from collections import Counter
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

from ingest.demo import cases
from ingest.demo.accounts import accounts
from ingest.demo.careers import Careers
from ingest.demo.chance import Chance
from ingest.demo.energy import energy
from ingest.demo.faults import faults
from ingest.demo.fleet import fleet
from ingest.demo.holding import Present
from ingest.demo.holdings import holdings
from ingest.demo.housing import homes
from ingest.demo.leaders import leaders
from ingest.demo.organs import OFFICES, found, register
from ingest.demo.places import Place, places
from ingest.demo.premises import Settler
from ingest.demo.rows import Division
from ingest.demo.services import services
from ingest.demo.setting import Scale, Setting
from ingest.demo.sheets import Sheets
from ingest.demo.staffing import posts
from ingest.demo.supervision import supervision
from ingest.demo.usage import usage
from ingest.demo.works import works

MAPPING = "demo.sql"
STANDARDS = files("ingest.standards")


def write(folder: Path, scale: Scale, seed: int, begun: Callable[[Place], object] = id) -> dict[str, int]:
    """Write the files of a demo and the mappings that load them; how many rows each kind has."""
    with Sheets(folder) as sheets:
        for place in places().values():
            begun(place)
            _territory(Setting(place, scale, seed, Chance(seed, place.code), sheets))
            sheets.flush()
    (folder / MAPPING).write_bytes(Path(__file__).with_name(MAPPING).read_bytes())
    for each in STANDARDS.iterdir():
        if each.name.endswith((".sql", ".csv")):
            (folder / each.name).write_bytes(each.read_bytes())
    return dict(sheets.counts)


def _territory(setting: Setting) -> None:
    place = setting.place
    setting.sheets.add(Division(place.code, place.name, place.name_en, place.level.name))
    if place.parent:
        setting.part("Division", place.code, place.parent, place.since)
    organs = found(setting)
    desks = [post for organ in organs for post in posts(setting, organ)]
    premises = Settler(setting, organs, desks).settle()
    by_number = {organ.template.number: organ for organ in organs}
    counts = Counter(post.organ for post in desks)
    for organ in organs:
        register(setting, organ, by_number, counts[organ.code], premises.counties[organ.code])
    careers = Careers(setting, desks, premises.seats).run()
    offices = by_number[OFFICES].line
    fleet(setting, organs, careers, offices)
    homes(setting, careers, offices)
    holdings(setting)
    cases.plant(setting)
    faults(Present(setting, organs, "faults"))
    for record in (usage, energy, works, accounts, supervision, services, leaders):
        record(Present(setting, organs, record.__name__))
