"""Cohorts: whatever order reads come, land, fail and are given up in, each gets the answer it would have had alone."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph import cohort, places
from graph.cohort import Cohorts, Unobserved
from graph.cypher import VALUE, Statement, Together
from graph.errors import AssetGraphError, DatabaseFailed, DatabaseUnavailable, Overloaded
from graph.plan import Argument

# Two that may travel together, where their second value is the same, and one that may not.
ARGUMENTS = (Argument(0), Argument(1))
STATEMENTS = (
    Statement("one", ARGUMENTS, Together("one together", (1,))),
    Statement("two", ARGUMENTS, Together("two together", (1,))),
    Statement("three", ARGUMENTS),
)
POISON, AWAY = -1, -2


def answer(text: str, value: int, size: int) -> list[Any]:
    """What the database answers to one read."""
    if value == POISON:
        raise DatabaseFailed("poisoned")
    if value == AWAY:
        raise DatabaseUnavailable("away")
    return [text, value, size]


@dataclass(slots=True)
class Waiting:
    """A read of the database that has not landed."""

    work: Callable[[], list[list[Any]]]
    done: "asyncio.Future[list[list[Any]]]"

    def land(self) -> None:
        if not self.done.done():
            try:
                self.done.set_result(self.work())
            except AssetGraphError as error:
                self.done.set_exception(error)


@dataclass(slots=True)
class Database:
    """Answers when told to."""

    waiting: list[Waiting] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)
    cancelled: int = 0

    async def read(
        self, text: str, parameters: dict[str, Any], *, timeout: float | None = None, after: Sequence[str] = ()
    ) -> list[list[Any]]:
        assert timeout == 9
        if "cohort" in parameters:
            assert not after
            members = parameters["cohort"][VALUE]
            assert {each[2] for each in members} == {parameters["p1"][VALUE]}
            # In any order: the numbers tell whose row is whose.
            alone = text.removesuffix(" together")
            work = lambda: [[[[n, answer(alone, value, size)] for n, value, size in reversed(members)]]]  # noqa: E731
            self.sizes.append(len(members))
        else:
            work = lambda: [[answer(text, parameters["p0"][VALUE], parameters["p1"][VALUE])]]  # noqa: E731
            self.sizes.append(1)
        each = Waiting(work, asyncio.get_running_loop().create_future())
        self.waiting.append(each)
        try:
            return await each.done
        except asyncio.CancelledError:
            self.cancelled += 1
            raise
        finally:
            self.waiting.remove(each)


async def settled() -> None:
    """Let everything happen that can."""
    for _ in range(12):
        await asyncio.sleep(0)


Ask = tuple[int, int, int]
STEPS = st.lists(
    st.one_of(
        st.tuples(st.integers(0, 2), st.sampled_from([*range(6), POISON, AWAY]), st.integers(1, 2)),
        st.integers(0, 5).map(lambda n: ("land", n)),
        st.integers(0, 30).map(lambda n: ("give up", n)),
    ),
    max_size=60,
)


@given(STEPS)
def test_each_gets_what_it_would_have_had_alone(steps: list[Any]) -> None:
    async def play() -> None:
        database = Database()
        cohorts = Cohorts(database, 9)
        asked: list[tuple[Ask, asyncio.Task[list[Any]]]] = []
        for step in steps:
            match step:
                case ("land", int(number)):
                    if database.waiting:
                        database.waiting[number % len(database.waiting)].land()
                case ("give up", int(number)):
                    if asked:
                        asked[number % len(asked)][1].cancel()
                case (statement, value, size):
                    work = cohorts.read(STATEMENTS[statement], [value, size], light=True)
                    asked.append(((statement, value, size), asyncio.ensure_future(work)))
            await settled()
        while database.waiting:
            database.waiting[0].land()
            await settled()
        for (statement, value, size), task in asked:
            assert task.done()
            if task.cancelled():
                continue
            if value in (POISON, AWAY):
                assert isinstance(task.exception(), DatabaseFailed | DatabaseUnavailable)
            elif isinstance(task.exception(), DatabaseUnavailable):
                # Who asks together with one that finds the database away finds it away as well.
                assert any(each[1] == AWAY for each, _ in asked)
            else:
                assert task.result() == [STATEMENTS[statement].text, value, size]
        assert cohorts.idle

    asyncio.run(play())


def play(story: Callable[[Database, Cohorts], Any]) -> Database:
    """Run a story and give its database."""

    async def run() -> Database:
        database = Database()
        await story(database, Cohorts(database, 9))
        return database

    return asyncio.run(run())


def ask(cohorts: Cohorts, values: Sequence[int], statement: int = 0) -> list["asyncio.Task[list[Any]]"]:
    return [asyncio.ensure_future(cohorts.read(STATEMENTS[statement], [each, 1], light=True)) for each in values]


def test_an_idle_service_sends_each_read_at_once_and_alone() -> None:
    async def story(database: Database, cohorts: Cohorts) -> None:
        for value in range(3):
            (task,) = ask(cohorts, [value])
            await settled()
            database.waiting[0].land()
            assert (await task)[1] == value

    assert play(story).sizes == [1, 1, 1]


def test_those_who_wait_travel_together() -> None:
    async def story(database: Database, cohorts: Cohorts) -> None:
        tasks = ask(cohorts, range(places.PLACES + 5))
        await settled()
        database.waiting[0].land()
        await settled()
        while database.waiting:
            database.waiting[0].land()
            await settled()
        assert [(await each)[1] for each in tasks] == [*range(places.PLACES + 5)]

    assert play(story).sizes == [*[1] * places.PLACES, 5]


def test_one_that_gives_up_leaves_the_others_their_answers() -> None:
    async def story(database: Database, cohorts: Cohorts) -> None:
        first = ask(cohorts, range(places.PLACES))
        tasks = ask(cohorts, (7, 8))
        await settled()
        database.waiting[0].land()
        await settled()
        tasks[0].cancel()
        await settled()
        assert database.cancelled == 0
        database.waiting[-1].land()
        assert (await tasks[1])[1] == 8
        database.waiting[0].land()
        await asyncio.gather(*first)

    play(story)


def test_a_batch_that_nobody_waits_for_is_ended() -> None:
    async def story(database: Database, cohorts: Cohorts) -> None:
        ask(cohorts, range(places.PLACES))
        tasks = ask(cohorts, (7, 8))
        await settled()
        database.waiting[0].land()
        await settled()
        for each in tasks:
            each.cancel()
        await settled()
        assert database.cancelled == 1
        assert len(database.waiting) == places.PLACES - 1

    play(story)


def test_a_slow_read_gives_its_place_to_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "SECONDS", 0.0)

    async def story(database: Database, cohorts: Cohorts) -> None:
        slow = ask(cohorts, range(places.PLACES), 1)
        quick = ask(cohorts, (7,))
        await asyncio.sleep(0.01)
        assert len(database.waiting) == places.PLACES + 1
        database.waiting[-1].land()
        assert (await quick[0])[1] == 7
        assert not any(each.done() for each in slow)

    play(story)


def test_heavy_reads_wait_for_one_another_and_keep_nobody_else() -> None:
    async def story(database: Database, cohorts: Cohorts) -> None:
        heavy = [
            asyncio.ensure_future(cohorts.read(STATEMENTS[2], [each, 1], light=False))
            for each in range(cohort.HEAVY_PLACES + 1)
        ]
        await settled()
        assert len(database.waiting) == cohort.HEAVY_PLACES
        (light,) = ask(cohorts, [7])
        await settled()
        database.waiting[-1].land()
        assert (await light)[1] == 7
        while database.waiting:
            database.waiting[0].land()
            await settled()
        assert [(await each)[1] for each in heavy] == [*range(cohort.HEAVY_PLACES + 1)]

    play(story)


def test_what_was_taken_for_heavy_and_proves_quick_travels_with_others(monkeypatch: pytest.MonkeyPatch) -> None:
    # However slow the machine is that runs this.
    monkeypatch.setattr(cohort, "QUICK_SECONDS", 60.0)
    monkeypatch.setattr(cohort, "BATCH_SECONDS", 6_000.0)

    async def story(database: Database, cohorts: Cohorts) -> None:
        for proven in (False, True):
            tasks = [
                asyncio.ensure_future(cohorts.read(STATEMENTS[0], [each, 1], light=False))
                for each in range(places.PLACES + 6)
            ]
            await settled()
            assert len(database.waiting) == (places.PLACES if proven else cohort.HEAVY_PLACES)
            while database.waiting:
                database.waiting[0].land()
                await settled()
            assert [(await each)[1] for each in tasks] == [*range(places.PLACES + 6)]

    assert play(story).sizes == [*[1] * (places.PLACES + 6), *[1] * places.PLACES, 6]


@pytest.mark.parametrize(
    ("light", "after", "places"),
    [(True, (), places.PLACES), (False, (), cohort.HEAVY_PLACES), (True, ("FB:a",), cohort.AFTER_PLACES)],
)
def test_more_than_can_wait_is_told_to_come_again(
    light: bool, after: tuple[str, ...], places: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cohort, "WAITING", 3)
    monkeypatch.setattr(cohort, "TURNS_WAITING", 3)

    async def story(database: Database, cohorts: Cohorts) -> None:
        tasks = [
            asyncio.ensure_future(cohorts.read(STATEMENTS[0], [each, 1], light=light, after=after))
            for each in range(places + 4)
        ]
        await settled()
        assert len(database.waiting) == places
        assert not cohorts.idle
        with pytest.raises(Overloaded):
            await tasks[-1]
        while database.waiting:
            database.waiting[0].land()
            await settled()
        assert len(await asyncio.gather(*tasks[:-1])) == places + 3
        assert cohorts.idle

    play(story)


def test_who_gives_up_makes_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cohort, "WAITING", 3)

    async def story(database: Database, cohorts: Cohorts) -> None:
        tasks = ask(cohorts, range(places.PLACES))
        await settled()
        gone = ask(cohorts, range(3))
        await settled()
        for each in gone:
            each.cancel()
        await settled()
        tasks += ask(cohorts, range(3))
        await settled()
        while database.waiting:
            database.waiting[0].land()
            await settled()
        assert len(await asyncio.gather(*tasks)) == sum(database.sizes) == places.PLACES + 3
        assert cohorts.idle

    play(story)


def test_how_many_wait_is_told_while_nothing_lands_too() -> None:
    told: list[int] = []

    class Told(Unobserved):
        def waiting(self, kind: str, number: int) -> None:
            assert kind == "small"
            told.append(number)

    async def story(database: Database) -> None:
        tasks = ask(cohorts := Cohorts(database, 9, Told()), range(places.PLACES + 3))
        await settled()
        assert told == [1, 2, 3]
        while database.waiting:
            database.waiting[0].land()
            await settled()
        await asyncio.gather(*tasks)
        assert told[-1] == 0
        assert cohorts.idle

    asyncio.run(story(Database()))


def test_who_waits_for_bookmarks_keeps_nobody_else() -> None:
    async def story(database: Database, cohorts: Cohorts) -> None:
        late = [
            asyncio.ensure_future(cohorts.read(STATEMENTS[0], [each, 1], light=True, after=("FB:a",)))
            for each in range(cohort.AFTER_PLACES + 5)
        ]
        await settled()
        (light,) = ask(cohorts, [7])
        heavy = asyncio.ensure_future(cohorts.read(STATEMENTS[2], [8, 1], light=False))
        await settled()
        for one in database.waiting[-2:]:
            one.land()
        assert ((await light)[1], (await heavy)[1]) == (7, 8)
        for each in late:
            each.cancel()
        await settled()
        assert cohorts.idle

    play(story)


def test_what_is_slow_goes_in_small_batches() -> None:
    async def story(_: Database, cohorts: Cohorts) -> None:
        statement = STATEMENTS[0]
        assert cohorts.fitting(statement) == cohort.SIZE
        for _time in range(20):
            cohorts.paces.learn(statement.text, cohort.BATCH_SECONDS / 4)
        assert cohorts.fitting(statement) == 4
        for _time in range(20):
            cohorts.paces.learn(statement.text, 1.0)
        assert cohorts.fitting(statement) == 1
        for _time in range(20):
            cohorts.paces.learn(statement.text, 0.0001)
        assert cohorts.fitting(statement) == cohort.SIZE
        assert cohorts.fitting(STATEMENTS[2]) == 1

    play(story)


def test_what_proves_slow_keeps_nobody_else_whatever_was_estimated() -> None:
    async def story(database: Database, cohorts: Cohorts) -> None:
        cohorts.paces.learn(STATEMENTS[0].text, 2 * cohort.SLOW_SECONDS)
        slow = ask(cohorts, range(cohort.HEAVY_PLACES + 3))
        await settled()
        assert len(database.waiting) == cohort.HEAVY_PLACES
        quick = asyncio.ensure_future(cohorts.read(STATEMENTS[1], [7, 1], light=True))
        await settled()
        database.waiting[-1].land()
        assert (await quick)[1] == 7
        while database.waiting:
            database.waiting[0].land()
            await settled()
        assert [(await each)[1] for each in slow] == [*range(cohort.HEAVY_PLACES + 3)]

    play(story)


def test_a_read_that_comes_to_nothing_has_taken_its_time() -> None:
    async def story(database: Database, cohorts: Cohorts) -> None:
        text = STATEMENTS[0].text
        (late,) = ask(cohorts, [POISON])
        await asyncio.sleep(0.02)
        database.waiting[0].land()
        await settled()
        assert late.exception()
        assert cohorts.paces.of(text) >= 0.02
        cohorts.paces.set(text, 0.3)
        (at_once,) = ask(cohorts, [POISON])
        await settled()
        database.waiting[0].land()
        await settled()
        assert at_once.exception()
        assert cohorts.paces.of(text) == 0.3

    play(story)


def test_a_database_that_is_away_makes_no_statement_slow() -> None:
    async def story(database: Database, cohorts: Cohorts) -> None:
        (told,) = ask(cohorts, [AWAY])
        await asyncio.sleep(0.02)
        database.waiting[0].land()
        await settled()
        assert isinstance(told.exception(), DatabaseUnavailable)
        assert cohorts.paces.of(STATEMENTS[0].text) == 0

    play(story)


def test_those_of_a_batch_that_failed_go_a_few_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    # However busy the machine is, all fit into one batch.
    monkeypatch.setattr(cohort, "BATCH_SECONDS", 60.0)

    async def story(database: Database, cohorts: Cohorts) -> None:
        first = ask(cohorts, range(places.PLACES))
        await settled()
        tasks = ask(cohorts, [POISON, *range(20)])
        for _ in range(places.PLACES + 1):
            database.waiting[0].land()
            await settled()
        assert len(database.waiting) == cohort.RETRIES
        while database.waiting:
            assert len(database.waiting) <= cohort.RETRIES
            database.waiting[0].land()
            await settled()
        assert all(each.done() for each in first)
        assert [each.result()[1] for each in tasks[1:]] == [*range(20)]
        assert isinstance(tasks[0].exception(), DatabaseFailed)

    play(story)
