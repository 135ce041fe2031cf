"""How long ownership chains take on graphs that are large, crowded or circular: CPU seconds, the median of three runs.

.venv/bin/python -m bench.chains
"""

from collections.abc import Callable
from random import Random
from statistics import median
from time import process_time

from bench.arguments import parser
from graph.chains import Link, above, below, paths

WHOLE = 10**12
RANDOM = Random(1)
Links = list[Link[int]]


def hub(size: int) -> Links:
    """One holder of many."""
    return [Link(-1, number, RANDOM.randint(1, WHOLE), number) for number in range(size)]


def crowd(size: int) -> Links:
    """Many holders of one."""
    return [Link(number, -1, WHOLE // size, number) for number in range(size)]


def web(size: int, owners: int, *, reciprocal: float = 0.0) -> Links:
    """Each node is held by several before it; some of these are held by it in turn."""
    links: Links = []
    for owned in range(1, size):
        for _ in range(owners):
            owner = max(0, owned - 1 - int(RANDOM.expovariate(1 / 2000)))
            links.append(Link(owner, owned, RANDOM.randint(1, WHOLE // owners), len(links)))
            if owner and RANDOM.random() < reciprocal:
                links.append(Link(owned, owner, RANDOM.randint(1, WHOLE // 100), len(links)))
    return links


def ring(size: int, chords: int) -> Links:
    """A circle with chords across it, held from outside at one place."""
    links = [Link(-1, 0, WHOLE // (chords + 2), 0)]
    for owned in range(size):
        owners = [(owned + 1) % size, *(RANDOM.randrange(size) for _ in range(chords))]
        links += [Link(owner, owned, RANDOM.randint(1, WHOLE // (chords + 2)), len(links)) for owner in owners]
    return links


def overfull(size: int) -> Links:
    """A circle in which shares add up to more than one here and there, so that it is solved with fractions."""
    links = ring(size, 2)
    return [*links, *(Link(owner, 0, WHOLE * 3 // 5, -1) for owner in (1, 2)), Link(-1, 1, 1, -1)]


def dense(size: int) -> Links:
    """Everyone holds a share in everyone."""
    every = [(owner, owned) for owner in range(size) for owned in range(size) if owner != owned]
    return [Link(-1, 0, 1, -1), *(Link(*ends, WHOLE // size, row) for row, ends in enumerate(every))]


def ladder(levels: int) -> Links:
    """Two at each level, each held by both above: 2 to the power of levels paths."""
    rungs = [(2 * level + 2 + a, 2 * level + b) for level in range(levels) for a in (0, 1) for b in (0, 1)]
    return [Link(owner, owned, WHOLE // 2, row) for row, (owner, owned) in enumerate(rungs)]


def tell(title: str, ask: Callable[[], str]) -> None:
    """Ask three times, print what was found and how long it took."""
    times = []
    found = ""
    for _ in range(3):
        start = process_time()
        found = ask()
        times.append(process_time() - start)
    print(f"{title:50} {median(times):6.3f} s   {found}")


def held(links: Links, start: int) -> str:
    found = below(links, start, limit=1_000)
    return f"{len(found.held)} held, truncated {found.truncated}, {len(found.circles)} circles"


def owned(links: Links, start: int) -> str:
    found = above(links, start)
    fates = {f"{len(each.nodes)} {each.fate.value}" for each in found.circles}
    return f"{len(found.ultimate)} ultimate, circles {sorted(fates)}"


def walked(links: Links, start: int, limit: int = 100) -> str:
    found = paths(links, start, limit=limit)
    return f"{len(found.paths)} paths, truncated {found.truncated}"


def main() -> None:
    """All of them."""
    parser(__doc__).parse_args()
    wide, many, plain = hub(100_000), crowd(100_000), web(100_000, 2)
    mutual = web(70_000, 2, reciprocal=0.0005)
    tell("below: a hub of 100,000", lambda: held(wide, -1))
    tell("above: 100,000 owners of one", lambda: owned(many, -1))
    tell("paths: 100,000 owners of one", lambda: walked(many, -1))
    tell("below: 200,000 links", lambda: held(plain, 0))
    tell("above: 200,000 links", lambda: owned(plain, 99_999))
    tell("paths: 200,000 links", lambda: walked(plain, 99_999))
    tell("below: 140,000 links with circles", lambda: held(mutual, 0))
    for size, chords in ((300, 0), (300, 2), (300, 4), (1_000, 1), (1_000, 2)):
        circle = ring(size, chords)
        tell(f"above: a circle of {size} with {chords} chords each", lambda circle=circle: owned(circle, 7))  # type: ignore[misc]
    tell("above: all of 100 hold all", lambda: owned(dense(100), 7))
    tell("above: all of 300 hold all", lambda: owned(dense(300), 7))
    tell("above: a circle of 40, shares over one", lambda: owned(overfull(40), 7))
    tell("above: a circle of 300, shares over one", lambda: owned(overfull(300), 7))
    tell("paths: 1,000 of a ladder of 20 levels", lambda: walked(ladder(20), 0, 1_000))
    tell("paths: 1,000 where all of 100 hold all", lambda: walked(dense(100), 7, 1_000))


if __name__ == "__main__":
    main()
