"""Choose what a client likes best: media types, compression, and ETags.

In: headers of a request, and what there is. Out: a choice. Knows no library.

Sources: RFC 9110, sections 12.4.2 (quality values), 12.5.1 (Accept), 12.5.3 (Accept-Encoding),
13.1.2 (If-None-Match).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Range:
    """A media range and how much the client likes it."""

    type: str
    subtype: str
    quality: float

    @property
    def precision(self) -> int:
        """How narrow it is: the narrowest range that fits decides."""
        return (self.type != "*") + (self.subtype != "*")

    def fits(self, media_type: str) -> bool:
        """Return whether a media type is in the range."""
        type_, _, subtype = media_type.partition("/")
        return self.type in {"*", type_} and self.subtype in {"*", subtype}


_RANGE = re.compile(
    r"\s*([!#$%&'*+.^_`|~\w-]+)/([!#$%&'*+.^_`|~\w-]+)\s*(.*)", re.ASCII | re.DOTALL
)
_QUALITY = re.compile(r"(?:^|;)\s*q\s*=\s*([01](?:\.\d{0,3})?)\s*(?:;|$)", re.IGNORECASE)


def parse_accept(header: str) -> list[Range]:
    """Read an ``Accept`` header; what is not a range in it is left out.

    Examples
    --------
    >>> parse_accept("text/csv;q=0.5, text/*")
    [Range(type='text', subtype='csv', quality=0.5), Range(type='text', subtype='*', quality=1.0)]
    """
    ranges = []
    for part in header.split(","):
        match = _RANGE.fullmatch(part)
        if match is None:
            continue
        quality = _QUALITY.search(match[3])
        value = min(1.0, float(quality[1])) if quality else 1.0
        ranges.append(Range(match[1].lower(), match[2].lower(), value))
    return ranges or [Range("*", "*", 1.0)]


def choose(ranges: Sequence[Range], offers: Iterable[str]) -> str | None:
    """Choose the media type that a client likes best.

    Examples
    --------
    >>> choose(parse_accept("text/*;q=0.5, text/turtle"), ["text/csv", "text/turtle"])
    'text/turtle'
    """
    best, best_quality = None, 0.0
    for offer in offers:
        quality = _quality(ranges, offer)
        if quality > best_quality:
            best, best_quality = offer, quality
    return best


def _quality(ranges: Sequence[Range], offer: str) -> float:
    fitting = [one for one in ranges if one.fits(offer)]
    if not fitting:
        return 0.0
    narrowest = max(one.precision for one in fitting)
    return max(one.quality for one in fitting if one.precision == narrowest)


def accepts_gzip(header: str) -> bool:
    """Return whether a client takes gzip.

    Examples
    --------
    >>> accepts_gzip("br, gzip;q=0.5"), accepts_gzip("gzip;q=0, *"), accepts_gzip("")
    (True, False, False)
    """
    qualities: dict[str, float] = {}
    for part in header.lower().split(","):
        name, _, parameters = part.strip().partition(";")
        quality = _QUALITY.search(parameters)
        qualities[name.strip()] = float(quality[1]) if quality else 1.0
    return qualities.get("gzip", qualities.get("x-gzip", qualities.get("*", 0.0))) > 0


def matches_etag(header: str, etag: str) -> bool:
    """Return whether a client has this state already.

    Examples
    --------
    >>> matches_etag('"x", W/"a"', 'W/"a"'), matches_etag("*", 'W/"a"')
    (True, True)
    """
    if header.strip() == "*":
        return True
    bare = etag.removeprefix("W/")
    return any(part.strip().removeprefix("W/") == bare for part in header.split(","))
