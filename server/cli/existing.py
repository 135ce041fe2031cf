"""A server that somebody else runs: refused at once if it cannot be read."""

from typing import assert_never

from graph.connection import Connection, Trouble
from graph.reach import trouble
from server.errors import CommandError


def reach(given: Connection, *, patient: bool = False) -> None:
    """Refuse a server that cannot be read, with what is in the way; the patient wait for one that is away."""
    found = trouble(given)
    if found is not None and not (patient and found is Trouble.UNREACHABLE):
        raise refused(given, found)


def refused(given: Connection, found: Trouble) -> CommandError:
    """What is in the way, as a sentence."""
    match found:
        case Trouble.REFUSED:
            sentence = f"{given.uri} does not accept the user {given.username} with this password."
            return CommandError(sentence, "Correct NEO4J_USERNAME or NEO4J_PASSWORD.", 2)
        case Trouble.NO_DATABASE:
            sentence = f"{given.uri} has no database named {given.database}."
            return CommandError(sentence, "Correct NEO4J_DATABASE, or make that database.", 2)
        case Trouble.BROKEN:
            sentence = f"{given.uri} cannot open its database {given.database}."
            return CommandError(sentence, "Its debug.log says why: mend it, or name another by NEO4J_DATABASE.")
        case Trouble.UNKNOWN_HOST:
            return CommandError(f"The host of {given.uri} is not known.", "Correct NEO4J_URI.", 2)
        case Trouble.UNREACHABLE:
            return CommandError(f"No Neo4j answers at {given.uri}.", "Start it, or correct NEO4J_URI.")
        case _:
            assert_never(found)
