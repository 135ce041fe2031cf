"""Rows as CSV and JSON Lines, made so that no spreadsheet executes what it shows."""

import csv
from collections.abc import Iterable, Mapping
from io import StringIO
from typing import Any

import orjson

from ingest.formulas import harmless


def csv_line(values: Iterable[Any]) -> str:
    """One line of CSV, RFC 4180."""
    text = StringIO()
    csv.writer(text, lineterminator="\r\n").writerow(["" if each is None else harmless(each) for each in values])
    return text.getvalue()


def json_line(row: Mapping[str, Any]) -> str:
    """One line of JSON Lines."""
    return orjson.dumps(row).decode() + "\n"
