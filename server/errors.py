"""What the command line tells a person: a sentence, its remedy, and the exit status."""

import logging

# The exit status of a command that was told to stop.
INTERRUPTED = 130
# That of a load some rows of which were rejected.
WITH_REJECTS = 3


class CommandError(Exception):
    """A command could not do its work; shown as a sentence, never as a stack trace."""

    def __init__(self, sentence: str, remedy: str, status: int = 1) -> None:
        super().__init__(f"{sentence} {remedy}")
        self.sentence = sentence
        self.remedy = remedy
        self.status = status


def quieten() -> None:
    """The driver tells each connection that breaks, in words of its own: whom it concerns is told in ours."""
    logging.getLogger("neo4j").setLevel(logging.CRITICAL)
