"""The error tree: what went wrong, where, and what to do about it.

In: nothing. Out: exceptions that carry an exit code. This module knows no other module.

    AttachGraphError            70  a bug of ours, or an error without a better home
    ├── UsageError               2  the command or call is wrong
    ├── InputError               3  a document, dataset or query cannot be read
    │   ├── QueryError           3  the query is not valid SPARQL
    │   │   └── QueryRefused     3  it is valid but not allowed (SERVICE, update, unknown FROM)
    │   ├── QueryTimeout         3  the query ran into its time limit
    │   └── QueryTooLarge        3  the query ran into its limit of memory or of bytes
    ├── MissingError             4  a file, a folder, an entry or an optional package is missing
    └── UnavailableError        69  a cluster that was named is not there, or has nobody who works

"Does not conform" and "not verified" are results, not errors.
"""

from __future__ import annotations


class AttachGraphError(Exception):
    """Say what went wrong, where, and what to do."""

    exit_code = 70

    def __init__(
        self,
        problem: str,
        *,
        where: str | None = None,
        fix: str | None = None,
        code: str | None = None,
    ) -> None:
        super().__init__(problem)
        self.problem = problem
        self.where = where
        self.fix = fix
        self.code = code
        #: What else is wrong with the same document.
        self.others: tuple[AttachGraphError, ...] = ()

    def __str__(self) -> str:
        """Join place, problem and remedy into the message a person reads."""
        head = f"{self.where}: {self.problem}" if self.where else self.problem
        own = f"{head}\nFix: {self.fix}" if self.fix else head
        return "\n".join([own, *map(str, self.others)])


class UsageError(AttachGraphError):
    """The command line or the call is wrong."""

    exit_code = 2


class InputError(AttachGraphError):
    """A document, a dataset or a query cannot be read."""

    exit_code = 3


class QueryError(InputError):
    """The query is not valid SPARQL."""


class QueryRefused(QueryError):
    """The query is valid SPARQL but asks for what is not allowed."""


class QueryTimeout(InputError):
    """The query ran into its time limit."""


def time_is_up(seconds: float) -> QueryTimeout:
    """Make the error for a query that was stopped at its limit.

    Examples
    --------
    >>> print(time_is_up(30.0).problem)
    the query was stopped after 30 seconds, its time limit
    """
    return QueryTimeout(
        f"the query was stopped after {seconds:g} seconds, its time limit",
        fix="ask for less (LIMIT, fewer patterns), or raise the limit: timeout=…",
    )


class QueryTooLarge(InputError):
    """The query needed more memory, or gave more bytes, than it may."""


class MissingError(AttachGraphError):
    """A file, a folder, an entry or an optional package is missing."""

    exit_code = 4


class UnavailableError(AttachGraphError):
    """A cluster that was named is not there, or has nobody who works."""

    #: What sysexits.h calls "service unavailable"; its neighbour 70 is our code for a bug.
    exit_code = 69


def refused_file(error: OSError) -> InputError:
    """Say which file the system refused; a full disk is nobody's bug."""
    where = str(error.filename) if error.filename is not None else None
    fix = "check the path, its permissions and the space on the disk"
    wrapped = InputError(error.strerror or str(error), where=where, fix=fix)
    wrapped.__cause__ = error
    return wrapped
