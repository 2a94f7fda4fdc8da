"""French."""

from __future__ import annotations

from typing import Final

from attachgraph.reading.languages.words import Language

#: Where something is shown.
_TRAIT_NOUN: Final = r"(?:Traits|Caractéristiques|Comportements|Besoins|Signes|Qualités)"
_PARTNER: Final = r"(?:partenaires?|conjoint(?:e|s)?|personne)"

FRENCH: Final = Language(
    tag="fr",
    headings={
        "other-names": r"autres (?:noms|termes|appellations)|synonymes?|aussi (?:appelee?|connue? sous le nom de)|appellations",
        "antonyms": r"antonymes?|contraires?|opposes?|par opposition a",
        "definition": r"definitions?|introduction|presentation|apercu|description",
        "history": r"histoire|historique|origines?|contexte historique|contexte",
        "biology": r"biologie|bases? biologiques?|neurobiologie|physiologie",
        "psychology": r"psychologie|bases? psychologiques?|aspects? psychologiques?",
        "sociology": r"sociologie|aspects? (?:sociologiques?|sociaux)|contexte social",
        "milestones": r"(?:phases|etapes|stades|jalons)(?: de la relation)?|deroulement|evolution de la relation",
        "relationship-impact": r"(?:impact|effets?|consequences) sur (?:la|les) relations?",
        "cultural-impact": r"(?:impact|influence) culturel(?:le)?",
        "debates": r"(?:principaux )?debats?|controverses?|critiques?|debats? et (?:controverses?|critiques?)",
        "research": r"recherches?|etat de la recherche|recherche actuelle|etudes",
        "publications": r"publications?|bibliographie|lectures? (?:complementaires?|recommandees?)|pour aller plus loin",
        "references": r"references?|sources?|notes et references|references bibliographiques",
        "faqs": r"questions frequentes|foire aux questions|questions courantes",
        "related": r"(?:articles|termes|concepts|sujets) (?:connexes|associes|lies|similaires)|voir aussi",
        "cycles": r"(?:le )?(?:cycles?|schemas?|spirale) (?:de|du|des) conflits?|cycles? conflictuels?|comment (?:ils|elles) se disputent|la dispute (?:typique|habituelle)|dynamique conflictuelle",
        "traits": r"(?:traits|caracteristiques|signes)(?: principaux| principales| typiques| communs)?",
        "people": r"(?:figures|personnes|chercheurs) (?:cles?|importants?|importantes?)|(?:chercheurs|chercheuses|theoriciens)(?: et .{3,30})?",
        "notes": r"notes(?: de bas de page)?",
        "notice": r"avertissement|avis",
    },
    course=r"(?:.+ )?(?:phases|etapes|stades|deroulement|chronologie|trajectoire|parcours)(?: .+)?|(?:l )?evolution(?: (?:de la|du|d une?) (?:relation|couple|lien))?|comment (?:.+ )?(?:evolue\w*|deroule\w*|developpe\w*|commence\w*)(?: .+)?|au fil du temps|de .+ a (?:la |l )?.+",
    courses_else=r"therap\w*|traitement\w*|guerison|recherches?|etudes?|histoire|concepts?|theorie\w*|enfan\w*|modeles?|conflits?|dispute\w*|deuil",
    below={
        "milestones/initial-attraction": r"attirance(?: initiale)?|attraction initiale|rencontre|lune de miel",
        "milestones/dating-phase": r"(?:phase )?de (?:seduction|rapprochement)|engagement",
        "milestones/conflict-phase": r"(?:phase de )?conflits?|lutte de pouvoir|premiers conflits",
        "milestones/attachment-crisis": r"crise(?: d attachement| relationnelle| de l attachement)?",
        "milestones/breakup-makeup-cycle": r"rupture(?: et reconciliation)?|reconciliation|separation",
        "milestones/long-term-outcomes": r"(?:resultats?|issues?|evolution)(?: possibles?)? a long terme|issues? possibles?",
        "depictions/film": r"films?|cinema",
        "depictions/tv": r"television|series? (?:televisees?|tv)|series",
        "depictions/literature": r"litterature|romans?|livres?",
        "depictions/art": r"arts? visuels?|arts?|peinture|photographie",
        "depictions/music": r"musique|chansons?",
        "depictions/theatre": r"theatre|opera",
        "depictions/game": r"jeux(?: video)?",
    },
    shown=r"films?|cinema|ecrans?|television|romans?|fictions?|personnages?",
    media=r"series?|livres?|litterature|musique|arts?|medias|mediatiques?|cultur(?:e|elles?)|populaire|artistiques?|theatre|(?:œ|oe)uvres?|representations?|illustrations?|exemples?",
    labels={
        "category": r"Catégories?",
        "subfield": r"Sous-?\s?(?:domaines?|disciplines?)|Domaines?|Disciplines?",
        "term": r"Terme|Nom(?: complet)?",
        "abbreviation": r"Abréviations?|Sigle",
        "aliases": r"Autres (?:noms|termes|appellations|dénominations|désignations)|Synonymes?|Aussi (?:appelée?|nommée?|dite?|connue? sous le nom de)",
        "antonyms": r"Antonymes?|Contraste|Contraires?|Opposés?|S['’]oppose à|Par opposition à|(?:Se distingue|Diffère|À distinguer) de",
        "cycle": r"(?:Principal )?(?:Cycles?|Schémas?) (?:d[eu] conflit|conflictuels?)(?: (?:principal|typique))?|Dynamique conflictuelle|Conflit (?:typique|récurrent|habituel|principal)|Dispute (?:typique|récurrente|habituelle)",
        "trigger": r"Déclencheurs?",
        "outcome": r"Issues? (?:fréquentes?|possibles?|probables?|habituelles?|courantes?)|Résultats? (?:fréquents?|possibles?|courants?)|Issues?|Résultats?",
        "people": r"Figures clés|Personnes clés|Fondateurs?|Introduit par|Proposé par",
        "related": r"(?:Concepts|Termes|Articles) (?:liés|connexes|associés)|Voir aussi",
        "sources": r"Sources?|Références?|Bibliographie",
        "other": r"Durée|Usage principal|Origines?|Exemples?",
    },
    roles=(
        rf"{_TRAIT_NOUN} (?:du|de la|de l['’]|des) ?{_PARTNER} [\w-]+|{_TRAIT_NOUN} des deux {_PARTNER}"
    ),
    trait_nouns=rf"{_TRAIT_NOUN}(?: (?:communs?|communes|principaux|principales|typiques))?",
    styles={
        "anxious": "anxieux|anxieuse|anxieuses|anxieux ambivalent|anxieuse ambivalente|préoccupé|préoccupée",
        "avoidant": "évitant|évitante|évitants|évitantes|évitante-détachée|détaché|détachée",
        "secure": "sécure|sécures|sécurisé|sécurisée|sécurisant|sécurisante",
        "fearful": "craintif|craintive|craintifs|craintives|craintif-évitant|craintive-évitante|désorganisé|désorganisée",
    },
    dimensions={
        "attachment-anxiety": r"anxiete (?:d|de l|liee a l) ?attachement|anxiete (?:d|face a l) ?abandon",
        "attachment-avoidance": r"evitement (?:d|de l) ?attachement|evitement de l intimite",
    },
    manner=r"(?:style d )?attachement|style",
    couples=r"couples?|mariages?|duo|histoire d amour",
    bonds=r"relations?|dynamique|lien|union|amour|piege|danse",
    partners=r"partenaires?|personnes?|conjointe?s?|homme|femme|mari|epouse|amants?",
    fillers=r"d attachement|attachement|attachee?s?",
    articles=r"une?|le|la|les|deux|l|d",
    joins=r"et|avec|rencontre",
    between=r"entre|de|d|avec|unit|reunit|associe|ou|dans laquelle",
    apart=r"vs|versus|ou|pas|vers|devenir|mais",
    compared=r"differences?|compar\w+|test|quel(?:le)?s?|vs|versus",
    kin=r"parents?|enfants?|meres?|peres?|bebes?|travail|ecole|amis?|amities?|therapeutes?",
    others=r"autres?|second\w*",
    both=r"deux",
    two=r"deux",
    loving=r"aimer",
    you=r"quand (?:on|vous|tu)",
    is_=r"est|sont|a",
    common=frozenset("le la les et est dans pour une un des qui que du au avec".split()),
    nothing=r"aucune?|aucune? connue?|inconnue?|neant|non (?:precise|connu|disponible)e?|variable|depend .{1,60}|s o",
    denying=r"pas|aucune?|non|jamais|sans",
    hedging=r"peut etre|possiblement|eventuellement|sans doute",
    disputing=r"conteste\w*|controverse\w*|discute\w*",
)
