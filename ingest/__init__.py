"""Files → validated rows → the graph.

In order of a load:

mapping    the text of a mapping → its files, preamble and sections
sources    the files → tables of DuckDB
sql        names, texts and files as DuckDB is told of them
kinds      of which kind a file is, and what may be said of it
archives   what is wrong with a file that cannot be unpacked
dialect    how a CSV file is written
header     the names of its columns
objects    lines of JSON that are no objects
quotes     a CSV file's lines whose quotes are broken
lines      on which lines its rows stand
workspace  the mapping's SQL at work, cut off from everything else
interrupts Ctrl-C while it works
order      which row of a section comes first
layout     a section's columns → what they mean to the model
values     how a value of each kind is checked and stored
rows       rows → sound rows, or what is wrong with them
repeats    rows with the same key
store      the graph as a load sees it
nodes      sound rows → nodes
links      sound rows → relationships
ledger     rejects, their lines, and counts
rejects    the file of rejects
formulas   what a spreadsheet would execute, made text
summary    what a load did
load       all of it
progress   who follows a load
bulk       a whole new graph from the same files
demo       a demo province to load
errors     what stops a load
"""

from ingest.errors import LoadError, MappingError, TooManyRejects
from ingest.load import load, look_at
from ingest.progress import Progress
from ingest.summary import Summary, Tally

__all__ = ["LoadError", "MappingError", "Progress", "Summary", "Tally", "TooManyRejects", "load", "look_at"]
