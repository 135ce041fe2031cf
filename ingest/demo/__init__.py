"""A demo province: ordinary files, made from a seed, that load by an ordinary mapping.

places        Zhejiang's divisions
chance        draws that come out the same on every machine
periods       days, spells, lines of spells
identifiers   identifiers that pass every check
words         invented names
rows          the columns of the tables of things
links         the columns of the tables of links
sheets        the tables' files
setting       how large a demo is; one territory in the making
organs        agencies, and what each continues
staffing      their posts
blocks        which agencies share a building, and with which rooms
titles        who owns, answers for and uses
buildings     parcels, buildings, rooms
premises      where agencies are and were
careers       staff through the years
fleet         vehicles
housing       housing units
leaders       what is arranged for those of the highest rank
holdings      enterprises
cases         what is worth finding, and recorded as found by which rule
holding       a territory as it stands, once all that is made
faults        what is registered wrongly, and recorded as found by which rule
records       the columns of the tables of records
usage         vehicles: quotas, purchases, monthly use
energy        meters, monthly readings, targets
works         projects and maintenance
accounts      disposals, income, operating cost, funds
supervision   inspections, stock-taking, tasks
services      events, contracts, school years, liaison offices
province      all of it, written
"""

from ingest.demo.places import places
from ingest.demo.province import write
from ingest.demo.setting import SCALES, Scale

__all__ = ["SCALES", "Scale", "places", "write"]
