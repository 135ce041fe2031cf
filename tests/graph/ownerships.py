"""Random ownerships for hypothesis: few nodes, many circles, shares of every kind."""

from collections import defaultdict

from hypothesis import strategies as st

from graph.chains import Link

WHOLE = 10**12
NODES = "abcdef"
SHARES = st.one_of(
    st.sampled_from([WHOLE, WHOLE // 2, WHOLE // 4, WHOLE // 3, WHOLE - 1, 1, 2, 500_001]),
    st.integers(1, WHOLE),
    st.integers(1, 100).map(lambda percent: percent * WHOLE // 100),
)
ENDS = st.tuples(st.sampled_from(NODES), st.sampled_from(NODES))


@st.composite
def sound(draw: st.DrawFn, *, whole: bool | None = None) -> list[Link[str]]:
    """Known shares that add up to one at most; whole: to exactly one, wherever there are any."""
    weights: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for owner, owned in draw(st.lists(ENDS, min_size=1, max_size=14)):
        weights[owned].append((owner, draw(st.integers(1, 20))))
    links: list[Link[str]] = []
    for owned, owners in sorted(weights.items()):
        total = WHOLE if whole or (whole is None and draw(st.booleans())) else draw(SHARES)
        left = total
        for place, (owner, weight) in enumerate(owners, 1):
            share = total * weight // sum(each for _, each in owners) if place < len(owners) else left
            left -= share
            links.append(Link(owner, owned, share, len(links)))
    return draw(st.permutations(links))


@st.composite
def wild(draw: st.DrawFn) -> list[Link[str]]:
    """Whatever a register may hold: shares that are nothing, unknown, or add up to more than one."""
    ends = draw(st.lists(ENDS, max_size=12))
    shares = st.one_of(SHARES, st.sampled_from([0, None]))
    return [Link(owner, owned, draw(shares), row) for row, (owner, owned) in enumerate(ends)]
