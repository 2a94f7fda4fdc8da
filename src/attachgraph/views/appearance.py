"""How kinds, edges and statuses look: shape and colour together, in light and in dark.

In: the name of a kind, an edge or a status. Out: frozen looks. Knows no data, draws nothing.

No two kinds share both shape and colour, and no meaning hangs on colour alone. Fills stand out from
the page by 3:1 or more, words by 4.5:1 (WCAG 2.2, 1.4.11 and 1.4.3); tests/unit/test_views.py holds
them to it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

#: Colour of the page in light and in dark.
BACKGROUND: Final = ("#fbfaf7", "#14181d")


@dataclass(frozen=True, slots=True)
class KindLook:
    """The look of a kind of nodes."""

    #: A shape of vis-network.
    shape: str
    #: Colour on a light and on a dark page.
    light: str
    dark: str
    #: Radius in pixels at zoom 1.
    size: int = 13
    #: False for shapes that are an outline only.
    filled: bool = True
    #: True for a dashed outline.
    dashed: bool = False
    #: Whether the first view has them.
    shown: bool = False
    #: Whether they appear when an entry is opened.
    opened: bool = False


@dataclass(frozen=True, slots=True)
class EdgeLook:
    """The look of a type of edges."""

    #: Colour on a light and on a dark page.
    light: str
    dark: str
    #: Pixels at zoom 1.
    width: float = 1.2
    #: Whether the first view has them.
    shown: bool = True


@dataclass(frozen=True, slots=True)
class StatusLook:
    """The look of a status: a sign and a colour, and the dashes of an edge."""

    #: One character, drawn before the word.
    sign: str
    #: Colour of sign and word.
    light: str
    dark: str
    #: Lengths of dash and gap of an edge; empty for a solid line.
    dashes: tuple[int, ...] = ()
    #: How much wider than others the line of an edge is.
    weight: float = 1.0


_NAVY: Final = ("#28415f", "#a9c5e8")
_RED: Final = ("#b4472e", "#f0937a")
_TEAL: Final = ("#2f7182", "#7cc0cf")
_PURPLE: Final = ("#7a4d93", "#c79be0")
_OCHRE: Final = ("#8f6c24", "#d9b873")
_GREEN: Final = ("#54732f", "#a3c57a")
_JADE: Final = ("#237052", "#7cd1a9")
_AMBER: Final = ("#9a5c12", "#e9ae62")
_ROSE: Final = ("#a23b6b", "#ee94bd")
_BLUE: Final = ("#4b5fa8", "#a4b3f0")
_GREY: Final = ("#6b7076", "#9aa1a9")

#: In the order of the legend.
KINDS: Final[dict[str, KindLook]] = {
    "Pairing": KindLook("box", *_NAVY, shown=True, opened=True),
    "AttachmentStyle": KindLook("ellipse", *_NAVY, shown=True, opened=True),
    "PartnerRole": KindLook("dot", *_NAVY, size=9, opened=True),
    "Concept": KindLook("hexagon", *_GREEN),
    "Entry": KindLook("hexagon", *_GREY, size=18, opened=True),
    "Alias": KindLook("diamond", *_OCHRE, opened=True),
    "ConflictCycle": KindLook("dot", *_RED, size=15, filled=False, opened=True),
    "Move": KindLook("circle", *_RED, filled=False, opened=True),
    "Work": KindLook("star", *_PURPLE, opened=True),
    "Source": KindLook("square", *_TEAL, size=11, opened=True),
    "BodyOfLiterature": KindLook("square", *_TEAL, size=15, filled=False, opened=True),
    "UnresolvedSource": KindLook("square", *_TEAL, size=11, filled=False, dashed=True, opened=True),
    "Study": KindLook("square", *_TEAL, size=13, dashed=True),
    "Sample": KindLook("dot", *_TEAL, size=11),
    "Result": KindLook("hexagon", *_TEAL),
    "EvidenceLine": KindLook("diamond", *_TEAL, size=9, filled=False),
    "Measure": KindLook("square", *_GREY, size=9),
    "Reading": KindLook("dot", *_GREY, size=7, filled=False),
    "Search": KindLook("triangle", *_GREY, size=9),
    "Claim": KindLook("hexagon", *_ROSE),
    "Depiction": KindLook("star", *_PURPLE, filled=False),
    "Person": KindLook("triangle", *_PURPLE, size=10),
    "Trait": KindLook("triangle", *_NAVY),
    "Outcome": KindLook("triangleDown", *_JADE),
    "Phase": KindLook("square", *_AMBER),
    "Question": KindLook("diamond", *_BLUE),
    "Debate": KindLook("triangleDown", *_ROSE),
    "Position": KindLook("diamond", *_ROSE),
    "Attribute": KindLook("dot", *_GREY, size=9),
}

_OTHER_KIND: Final = KindLook("dot", *_GREY, size=9, filled=False)

_EDGES: Final[dict[str, EdgeLook]] = {
    "pairs-with": EdgeLook(*_NAVY, width=3),
    "alias-of": EdgeLook(*_OCHRE),
    "conflict-cycle": EdgeLook(*_RED, width=2),
    "cites-source": EdgeLook(*_TEAL, width=0.8),
    "depicted-in": EdgeLook(*_PURPLE),
    "has-partner": EdgeLook(*_NAVY, width=2),
    "style": EdgeLook(*_NAVY, width=2),
    "has-move": EdgeLook(*_RED, width=0.8, shown=False),
    "next-move": EdgeLook(*_RED, width=2.4),
    "actor": EdgeLook(*_RED, width=0.8, shown=False),
    "mentions": EdgeLook(*_GREEN, width=0.8, shown=False),
    "contrasts-with": EdgeLook(*_GREY, width=0.8, shown=False),
    "related-entry": EdgeLook(*_GREY, width=0.8, shown=False),
    "about": EdgeLook(*_TEAL, width=0.8, shown=False),
    "bears-on": EdgeLook(*_ROSE),
    "from-result": EdgeLook(*_TEAL),
    "result-of": EdgeLook(*_TEAL),
    "reported-in": EdgeLook(*_TEAL),
    "has-phase": EdgeLook(*_AMBER),
    "has-question": EdgeLook(*_BLUE),
    "has-debate": EdgeLook(*_ROSE),
    "has-position": EdgeLook(*_ROSE),
    "has-outcome": EdgeLook(*_JADE),
    "has-trait": EdgeLook(*_NAVY),
}

STATUS_LOOKS: Final[dict[str, StatusLook]] = {
    "supported": StatusLook("✓", "#22684a", "#83d3ab", weight=1.7),
    "disputed": StatusLook("≠", "#a3312a", "#f59b91", (9, 5)),
    "contradicted": StatusLook("✕", "#a3312a", "#f59b91", (3, 3)),
    "qualified": StatusLook("±", "#3d6b8e", "#93c3e6", (7, 3)),
    "weak": StatusLook("~", "#85570c", "#e6b566", (4, 4)),
    "unsupported": StatusLook("∅", "#8a3a72", "#e59ccb", (2, 6)),
    "inferred": StatusLook("∴", "#41559c", "#a7b6f2", (12, 4, 2, 4)),
    "reported": StatusLook("“", "#545b63", "#b3bac2"),
}


def kind_look(kind: str) -> KindLook:
    """Return the look of a kind of nodes."""
    return KINDS.get(kind, _OTHER_KIND)


def edge_look(name: str) -> EdgeLook:
    """Return the look of a type of edges."""
    return _EDGES.get(name) or EdgeLook(*_GREY, width=0.8, shown=":" not in name)
