"""Ownership chains: the algebra of shares held through others. Links in, answers out; no graph is read here.

shares       how shares are reckoned with
measures     shares of different measures kept apart
links        Link: one holding on a date; ways up and down
components   which nodes form circles, in order
elimination  a circle solved
sums         above, below: what comes to each node over all walks
walks        paths, the largest share first
"""

from graph.chains.elimination import Fate
from graph.chains.links import Link
from graph.chains.sums import Circle, Holdings, Owners, Stake, above, below
from graph.chains.walks import End, Path, Paths, paths

__all__ = [
    "Circle",
    "End",
    "Fate",
    "Holdings",
    "Link",
    "Owners",
    "Path",
    "Paths",
    "Stake",
    "above",
    "below",
    "paths",
]
