"""Everything that can go wrong, with a stable code, a sentence, and what to do about it.

* AssetGraphError
  x RequestError               the request is at fault; nothing was read
    + BadRequest               it is not a GraphQL request at all
    + ParseFailed              its document is not GraphQL
    + ValidationFailed         its document does not fit the schema
    + TooComplex               it asks for more at once than is answered
    + TooExpensive             its answer would cost the database too much
    + OperationNotFound        it names no operation of its document
    + BadVariables             its variables do not fit their types
    + BadArgument              an argument has a value that it cannot have
      - PageTooLarge
      - BadCursor
    + MethodNotAllowed         a mutation sent by GET, or another method
    + ExplainRefused           it asks how it is answered, which is not told
    + PersistedQueryNotSupported   it names a document by its hash alone
    + Unauthenticated          its bearer token is not believed
  x DatabaseError              the graph could not answer
    + DatabaseUnavailable
    + DeadlineExceeded
    + OutOfMemory              it could not answer so much; asked again, it could not either
    + DatabaseFailed
  x Overloaded                 more is asked at once than can wait
  x Stopping                   the service was told to stop before it had the answer
  x NotRecorded                the audit log cannot be written
  x ValueFault                 a field cannot be answered as the graph is; the others can
    + NoSuchNode               a node that it is asked about is not there
    + MissingValue
    + UnfitValue
  x InternalError              the fault is ours
"""

from collections.abc import Sequence
from typing import ClassVar

Path = tuple[str | int, ...]


class AssetGraphError(Exception):
    """What a client is told: `code` and `remedy` are stable, the message names the case.

    `reference` is set where the log tells more, under the same reference.
    """

    code: ClassVar[str] = "INTERNAL"
    remedy: str = "Try again; if it happens again, report it with the query and `extensions.reference`."
    status: int = 500
    reference: str | None = None

    def __init__(
        self, message: str, *, path: Sequence[str | int] = (), locations: Sequence[tuple[int, int]] = ()
    ) -> None:
        super().__init__(message)
        self.message = message
        self.path: list[str | int] = list(path)
        self.locations = tuple(locations)


class RequestError(AssetGraphError):
    """The request is at fault; nothing was read."""

    status = 400


class BadRequest(RequestError):
    """It is not a GraphQL request at all."""

    code = "BAD_REQUEST"
    remedy = "Send a JSON object with `query`, and where needed `variables` and `operationName`."

    def __init__(self, message: str, status: int = 400, remedy: str | None = None) -> None:
        super().__init__(message)
        # One code covers 400, 406, 408, 413, 415 and 431.
        self.status = status
        self.remedy = remedy or self.remedy


class MethodNotAllowed(RequestError):
    """A mutation was sent by GET, or another method was used."""

    code = "METHOD_NOT_ALLOWED"
    remedy = "Send it by POST."
    status = 405


class ParseFailed(RequestError):
    """Its document is not GraphQL."""

    code = "GRAPHQL_PARSE_FAILED"
    remedy = "Correct the document at the place named."


class ValidationFailed(RequestError):
    """Its document does not fit the schema."""

    code = "GRAPHQL_VALIDATION_FAILED"
    remedy = "Compare the document with the schema at /schema.graphql."


class TooComplex(RequestError):
    """It asks for more at once than is answered."""

    code = "TOO_COMPLEX"
    remedy = "Ask for less in one operation: fewer levels, lists, aliases or fragments; send several operations."


class TooExpensive(RequestError):
    """Its answer would cost the database too much."""

    code = "TOO_EXPENSIVE"
    remedy = (
        "Ask for smaller pages and fewer levels, or narrow the list by a key or an indexed property; "
        "`Assetgraph-Cost: true` shows the estimate of any operation."
    )


class PersistedQueryNotSupported(RequestError):
    """It names a document by its hash alone; clients then send the document itself."""

    code = "PERSISTED_QUERY_NOT_SUPPORTED"
    remedy = "Send the document as `query`."


class ExplainRefused(RequestError):
    """It asks how it is answered, which this service does not tell."""

    code = "EXPLAIN_REFUSED"
    remedy = "Send it without the header `Assetgraph-Explain`, or ask whoever runs the service to set ASSETGRAPH_EXPLAIN=true."
    status = 403


class Unauthenticated(RequestError):
    """Its bearer token is not one that the service believes."""

    code = "UNAUTHENTICATED"
    remedy = (
        "Send a token that is valid now, from the issuer that this service knows; or none, to read what everyone may."
    )
    status = 401


class OperationNotFound(RequestError):
    """It names no operation of its document."""

    code = "OPERATION_NOT_FOUND"
    remedy = "Give `operationName` as one of the document's operations."


class BadVariables(RequestError):
    """Its variables do not fit their types."""

    code = "BAD_VARIABLES"
    remedy = "Give each variable a value of its declared type."


class BadArgument(RequestError):
    """An argument has a value that it cannot have."""

    code = "BAD_ARGUMENT"
    remedy = "Give the argument a value that its description allows."


class PageTooLarge(BadArgument):
    """More is asked for than one page may hold."""

    code = "PAGE_TOO_LARGE"
    remedy = "Ask for no more than the message allows; where there are pages, follow `pageInfo.endCursor` for the rest."


class BadCursor(BadArgument):
    """A cursor is damaged, or belongs to another ordering."""

    code = "BAD_CURSOR"
    remedy = "Take the cursor from a page of the same list with the same `orderBy`, or begin without one."


class DatabaseError(AssetGraphError):
    """The graph could not answer."""


class DatabaseUnavailable(DatabaseError):
    """The database cannot be reached."""

    code = "DATABASE_UNAVAILABLE"
    remedy = "Try again after the time given in Retry-After."
    status = 503


class DeadlineExceeded(DatabaseError):
    """The answer took longer than a request may."""

    code = "DEADLINE_EXCEEDED"
    remedy = "Ask for less: smaller pages, fewer levels, a narrower filter."
    status = 504

    def __init__(self, message: str = "The answer took longer than a request may.", remedy: str | None = None) -> None:
        super().__init__(message)
        self.remedy = remedy or self.remedy


class OutOfMemory(DatabaseError):
    """The answer needs more memory than one read may take."""

    code = "OUT_OF_MEMORY"
    remedy = "Ask for less: smaller pages, fewer levels, a narrower filter."
    # As where too much is asked for by estimate. Whoever is told of a fault of the service tries again, which does not help.
    status = 400


class DatabaseFailed(DatabaseError):
    """The database refused or failed."""

    code = "DATABASE_FAILED"
    remedy = "Try again; if it happens again, report `extensions.reference`: the service's log has the details."


class Overloaded(AssetGraphError):
    """More is asked at this moment than can wait for its turn; nothing was answered."""

    code = "OVERLOADED"
    remedy = (
        "Try again after the time given in Retry-After; ask whoever runs the service for more of it if this is common."
    )
    status = 503


class Stopping(AssetGraphError):
    """The service was told to stop before it had the answer."""

    code = "STOPPING"
    remedy = "Try again after the time given in Retry-After, when it may be back or another in its place."
    status = 503

    def __init__(self, message: str = "The service stops, and leaves this unanswered.") -> None:
        super().__init__(message)


class NotRecorded(AssetGraphError):
    """A read that must be written down cannot be; nothing of it is answered."""

    code = "NOT_RECORDED"
    remedy = "Try again after the time given in Retry-After; whoever runs the service finds the cause in its log."
    status = 503


class ValueFault(AssetGraphError):
    """One field cannot be answered as the graph is; the rest of the answer stands."""

    status = 200


class NoSuchNode(ValueFault):
    """An argument is the id of a node that the graph does not have."""

    code = "NO_SUCH_NODE"
    remedy = "Look the id up by `search` or in a list; it is neither a code nor a name."


class MissingValue(ValueFault):
    """The graph holds no value where the schema promises one."""

    code = "MISSING_VALUE"
    remedy = "Correct the node in the register it came from and load it again."

    def __init__(self, message: str, *, gone: bool) -> None:
        super().__init__(message)
        # Perhaps what should have it was deleted while it was read.
        self.gone = gone


class UnfitValue(ValueFault):
    """The graph holds a value that its type does not allow."""

    code = "UNFIT_VALUE"
    remedy = "Correct the node in the register it came from and load it again."


class InternalError(AssetGraphError):
    """The fault is ours."""

    code = "INTERNAL"
