"""Names of places, by which a place in prose is told from a person and from the author of a source.

In: nothing. Out: the words of which the names of countries and cities are made, folded, in the
languages in which the field writes. A place that is a common surname or given name is not here.
"""

from __future__ import annotations

from typing import Final

PLACES: Final = frozenset(
    """north south east west northern southern eastern western new great san santa saint los las states kingdom republic union united
    europe america africa asia australia england britain uk usa us eu france germany spain italy norway sweden denmark finland iceland netherlands belgium switzerland austria
    poland hungary greece turkey portugal ireland scotland wales zealand canada mexico brazil argentina chile colombia peru china japan korea taiwan singapore india pakistan
    iran iraq israel egypt kenya uganda nigeria ghana russia ukraine romania bulgaria croatia serbia slovenia estonia latvia lithuania
    american british european german spanish norwegian swedish danish canadian australian
    europa deutschland osterreich schweiz frankreich spanien italien norwegen schweden danemark niederlande belgien polen ungarn griechenland turkei grossbritannien russland
    allemagne autriche suisse espagne italie norvege suede pays bas belgique pologne grece royaume uni etats unis angleterre canada quebec japon chine
    alemania austria suiza espana francia italia noruega suecia dinamarca belgica polonia grecia inglaterra reino unido estados unidos japon brasil
    london paris berlin oslo vienna stockholm copenhagen helsinki amsterdam rotterdam utrecht brussels antwerp zurich geneva bern basel munich hamburg cologne frankfurt leipzig
    dresden heidelberg gottingen rome milan naples madrid barcelona valencia sevilla lisbon porto athens istanbul budapest prague warsaw krakow moscow dublin belfast edinburgh
    glasgow manchester liverpool bristol leeds birmingham chicago baltimore boston philadelphia seattle angeles francisco diego york jersey california texas minnesota ohio michigan
    florida toronto ottawa montreal vancouver melbourne brisbane tokyo beijing shanghai seoul delhi mumbai bogota lima santiago buenos aires
    wien munchen koln zurich genf kopenhagen brussel rom mailand prag warschau moskau athen lissabon lyon marseille toulouse bordeaux lille strasbourg geneve bruxelles vienne
    londres ginebra bruselas viena roma atenas lisboa moscu pekin tokio hannover stuttgart bremen mainz jena graz salzburg innsbruck bergen trondheim uppsala
    stanford harvard cambridge oxford yale princeton""".split()
)
