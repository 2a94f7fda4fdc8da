"""Find what was probably meant by a misspelt word.

In: a word and the words that are known. Out: those that look most like it. Knows no SPARQL.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

#: Characters of a word that is compared, and words that it is compared with, at most.
_LONGEST: Final = 300
_MOST: Final = 20_000


def nearest(word: str, known: Iterable[str], *, count: int = 1) -> list[str]:
    """Find the known words that look most like this one.

    Examples
    --------
    >>> nearest("SELCT", ["ASK", "SELECT"])
    ['SELECT']

    The parts of a name may be in another order.

    >>> nearest("secure-avoidant", ["anxious-avoidant", "avoidant-secure"])
    ['avoidant-secure']
    """
    import difflib

    # To compare two words costs the square of their length.
    if len(word) > _LONGEST:
        return []
    names = [name for name in sorted(known)[:_MOST] if len(name) <= _LONGEST]
    turned = {_in_order(name): name for name in names if "-" in name}
    same = difflib.get_close_matches(_in_order(word), turned, n=count, cutoff=0.9)
    close = difflib.get_close_matches(word, names, n=count, cutoff=0.6)
    return list(dict.fromkeys([*(turned[each] for each in same), *close]))[:count]


def _in_order(name: str) -> str:
    return "-".join(sorted(name.split("-")))
