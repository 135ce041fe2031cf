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
holdings      enterprises
cases         what is worth finding, and recorded as found by which rule
province      all of it, written
"""

from ingest.demo.places import places
from ingest.demo.province import MAPPING, write
from ingest.demo.setting import SCALES, Scale

__all__ = ["MAPPING", "SCALES", "Scale", "places", "write"]
