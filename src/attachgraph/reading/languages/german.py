"""German."""

from __future__ import annotations

from typing import Final

from attachgraph.reading.languages.words import Language

_TRAIT_NOUN: Final = (
    r"(?:Merkmale?|Eigenschaften|Züge|Verhaltensweisen|Verhalten|Kennzeichen|Anzeichen|Bedürfnisse)"
)
_QUALIFIER: Final = r"(?:Gemeinsame|Typische|Zentrale|Wichtige|Häufige|Kern)[\s-]?"
_PARTNER: Final = r"(?:Partners?|Partnerin|Person)"

GERMAN: Final = Language(
    tag="de",
    headings={
        "other-names": r"(?:wie|was) (?:es|sie|das paar|man (?:es|sie|so ein paar)) (?:noch |auch )?(?:heisst|nennt)|namen (?:dafur|fur (?:das|dieses) paar)|(?:andere|weitere|alternative) (?:namen|bezeichnungen|begriffe)|synonyme?|auch (?:bekannt als|genannt)|bezeichnungen",
        "antonyms": r"antonyme?|gegenteile?|gegensatze?|gegenbegriffe?|im gegensatz zu",
        "definition": r"definition(?:en)?|uberblick|einfuhrung|einleitung|begriff|bedeutung|begriffsbestimmung|beschreibung",
        "history": r"geschichte|ursprung|ursprunge|herkunft|hintergrund|historische entwicklung|entstehung|begriffsgeschichte|geschichtliches",
        "biology": r"biologie|biologische (?:grundlagen|perspektive|aspekte)|neurobiologie|physiologie",
        "psychology": r"psychologie|psychologische (?:grundlagen|perspektive|aspekte)",
        "sociology": r"soziologie|soziologische (?:grundlagen|perspektive|aspekte)|gesellschaftliche (?:aspekte|bedeutung)",
        "milestones": r"(?:beziehungs)?(?:phasen|verlauf|meilensteine|stadien)|phasen der beziehung|(?:meilensteine|verlauf|stadien) der beziehung",
        "relationship-impact": r"auswirkungen? auf (?:die )?beziehung(?:en)?|bedeutung fur (?:die )?beziehung(?:en)?",
        "cultural-impact": r"kulturelle (?:bedeutung|auswirkungen|wirkung|einflusse)",
        "debates": r"(?:zentrale |wichtige |aktuelle )?(?:debatten|kontroversen?|kritik|streitfragen|diskussion(?:en)?)|kritik und kontroversen",
        "research": r"forschung|forschungsstand|stand der forschung|aktuelle forschung|empirische (?:befunde|forschung)",
        "publications": r"veroffentlichungen|publikationen|weiterfuhrende literatur|literatur(?:hinweise|empfehlungen)|bibliographie",
        "references": r"quellen(?:angaben|verzeichnis)?|literatur(?:verzeichnis|angaben|nachweise)|einzelnachweise|referenzen|nachweise|belege",
        "faqs": r"haufige fragen|haufig gestellte fragen|fragen und antworten",
        "related": r"(?:verwandte|ahnliche) (?:artikel|begriffe|konzepte|themen|eintrage)|siehe auch",
        "cycles": r"(?:typischer |primarer |zentraler )?(?:konflikt|streit) ?(?:zyklus|zyklen|muster|kreislauf|dynamik)|(?:der )?teufelskreis|(?:ablauf|verlauf) (?:eines|des|von) (?:konflikts?|konflikten|streits?)|(?:wie|so) (?:sie|beide) streiten|(?:der )?(?:typische|ubliche)r? streit",
        "traits": r"(?:typische |zentrale |gemeinsame )?(?:merkmale|eigenschaften|kennzeichen|anzeichen)",
        "people": r"(?:wichtige|zentrale|bekannte) (?:personen|forscher|forscherinnen|vertreter)|schlusselfiguren|forscher(?:innen)?(?: und .{3,30})?|forschende|(?:die )?(?:menschen|personen|kopfe|namen) (?:hinter|dahinter).{0,30}|wer (?:steckt )?dahinter(?: steht| steckt)?",
        "notes": r"anmerkungen|fussnoten",
        "notice": r"hinweis|haftungsausschluss",
    },
    course=r"(?:.+ )?(?:\w*phasen|stadien|meilensteine|\w*verlauf|etappen|stufen|ablauf|chronologie)(?: .+)?|(?:die )?entwicklung(?: (?:der|des|einer|solcher) (?:beziehung|paare?s?|partnerschaft|bindung))?|wie .+ (?:entwickel\w+|verlauf\w+|verander\w+|beginn\w+|ablauft?|weitergeht)(?: .+)?|von .+ (?:bis|zu[mr]?) .+",
    courses_else=r"\w*kurs\w*|seminar\w*|trauer\w*|\w*therap\w*|\w*behandl\w*|heilung\w*|\w*forschung\w*|geschicht\w*|begriff\w*|theorie\w*|kind\w*|saugling\w*|modell\w*|\w*konflikt\w*|streit\w*|trauer\w*",
    below={
        "milestones/initial-attraction": r"(?:erste |anfangliche )?anziehung|kennenlernen(?:phase)?|kennenlernphase|verliebtheit(?:sphase)?",
        "milestones/dating-phase": r"annaherung(?:sphase)?|dating ?phase|bindungsphase",
        "milestones/conflict-phase": r"konfliktphase|(?:erste|fruhe) konflikte|machtkampf",
        "milestones/attachment-crisis": r"bindungskrise|beziehungskrise|krise",
        "milestones/breakup-makeup-cycle": r"trennung(?: und versohnung)?|versohnung",
        "milestones/long-term-outcomes": r"langfristige (?:folgen|ergebnisse|entwicklung)|(?:mogliche |typische )?(?:ergebnisse|ausgange)",
        "depictions/film": r"filme?|kino|spielfilme?",
        "depictions/tv": r"fernsehen|fernsehserien?|tv ?serien?|serien?",
        "depictions/literature": r"literatur|romane?|bucher|belletristik",
        "depictions/art": r"bildende kunst|kunst|malerei|fotografie",
        "depictions/music": r"musik|lieder",
        "depictions/theatre": r"theater|oper",
        "depictions/game": r"(?:video|computer)?spiele",
    },
    shown=r"film\w*|kino|leinwand|fernsehen|roman\w*|darstellung(?:en)?|figuren",
    media=r"serien?|buch\w*|literatur|musik|kunst\w*|medi(?:en|ale)|\w*kultur|theater|buhne|rezeption|beispiele?|werke",
    labels={
        "category": r"Kategorien?|Oberbegriff",
        "subfield": r"Teilgebiete?|Fachgebiete?|Fachrichtung(?:en)?|Disziplin(?:en)?",
        "term": r"Begriff|Bezeichnung|Vollständiger Name|Voller Name|Name",
        "abbreviation": r"Abkürzung(?:en)?|Kurzform",
        "aliases": r"(?:Wird auch genannt|Im Volksmund)(?=\s*(?:[:|│\t]|$))|(?:Anderer?|Weiterer?|Alternativer?) (?:Namen?|Bezeichnung(?:en)?|Begriffe?|Ausdr[uü]cke?)|Synonyme?|Auch (?:bekannt als|genannt|bezeichnet als)",
        "antonyms": r"Antonyme?|Kontrast|Gegenteile?|(?:Das Gegenteil|Gegenpol)(?=\s*(?:[:|│\t]|$))|Gegenstück|Gegensatz(?: zu)?|Gegenbegriffe?|Im Gegensatz zu|(?:Abzugrenzen|Zu unterscheiden|Unterscheidet sich) von|Abgrenzung(?: zu)?",
        "cycle": r"(?:(?:Primärer|Typischer|Häufiger|Häufigster|Üblicher|Zentraler|Typisches|Zentrales)\s)?Konflikt-?(?:zyklus|muster|kreislauf|dynamik)|(?:Typischer|Üblicher|Häufiger|Wiederkehrender|Ewiger) (?:Konflikt|Streit)",
        "trigger": r"(?:(?:Häufige|Typische)r?\s)?Auslöser",
        "outcome": r"(?:(?:Häufige[rs]?|Typische[rs]?|Mögliche[rs]?|Wahrscheinliche[rs]?)\s)?(?:Ergebnis(?:se)?|Ausgang|Ausgänge|Folgen?)",
        "people": r"Wichtige (?:Personen|Vertreter|Forscher)|Schlüsselfiguren|Begründer|Geprägt von|Eingeführt von",
        "related": r"Verwandte (?:Begriffe|Konzepte|Artikel|Themen)|Siehe auch",
        "sources": r"Quellen?|Literatur|Einzelnachweise|Referenzen|Belege",
        "other": r"Dauer|Anwendung|Herkunft|Erstmals beschrieben|Beispiele?",
    },
    roles=(
        rf"{_TRAIT_NOUN} (?:des|der) [\w-]+ {_PARTNER}|{_TRAIT_NOUN} beider {_PARTNER}|(?:Gemeinsamkeiten|Was sie verbindet)(?=\s*(?:[:|│\t]|$))|(?:Typisch für )?[Bb]eide(?=\s*(?:[:|│\t]|$))|Was beide (?:mitbringen|gemeinsam haben|verbindet|zeigen)(?=\s*(?:[:|│\t]|$))"
    ),
    trait_nouns=rf"(?:{_QUALIFIER})?{_TRAIT_NOUN}",
    styles={
        "anxious": "ängstlich|ängstliche|ängstlicher|ängstliches|ängstlichem|ängstlichen|aengstlich|aengstliche|aengstlicher|ängstlich ambivalent|ängstlich ambivalente|unsicher ambivalent|unsicher ambivalente",
        "avoidant": "vermeider|vermeiderin|vermeidend|vermeidende|vermeidender|vermeidendes|vermeidendem|vermeidenden|unsicher vermeidend|unsicher vermeidende|unsicher vermeidender",
        "secure": "sicher|sichere|sicherer|sicheres|sicherem|sicheren",
        "fearful": "desorganisiert|desorganisierte|desorganisierter|desorganisiertes|desorganisierten",
    },
    dimensions={
        "attachment-anxiety": r"bindungsangst|bindungsbezogene angst|bindungsangstlichkeit",
        "attachment-avoidance": r"bindungsvermeidung|bindungsbezogene vermeidung",
    },
    manner=r"bindung(?:en|s ?(?:stile?|typ|muster|verhalten))?|stil",
    couples=r"paare?|paarungen|ehen?|liebespaare?",
    bonds=r"(?:paar|liebes)?beziehung(?:en)?|paardynamik|dynamik|partnerschaft(?:en)?|verbindung|liebe|falle",
    partners=r"partner(?:in|innen|s|n)?|(?:ehe|liebes)partner(?:in)?|ehemann|ehefrau|(?:ehe)?gatt(?:e|in)|freundin|person(?:en)?|menschen?|mann|frau|manner|frauen|jemand",
    pronouns="sie|er|beide|keiner",
    people=r"menschen?|person(?:en)?|mann|frau|manner|frauen|jemand",
    several=r"menschen|personen|manner|frauen|partnerinnen",
    fillers=r"gebundene[nrms]?|gebunden|bindung|erwachsene|erwachsener|romantische[nr]?",
    articles=r"eine[nrms]?|ein|der|die|das|dem|den|sein|ihr|mein|dein",
    joins=r"und",
    along=r"mit",
    meets=r"trifft(?: auf)?|treffen auf|liebt|heiratet|datet|verliebt sich in",
    mutual=r"einander|zueinander\w*|miteinander|zusammen (?:leben|bleiben|sind)|sich (?:\w+ )?(?:verlieben|lieben|treffen)|verlieben|ein paar (?:sind|werden)|heiraten",
    clause=r"in der krise",
    after=r"in|die|wird|ist",
    between=r"zwischen|von|aus|verbindet|vereint",
    where=r"bei der|in der|wenn",
    apart=r"vs|versus|oder|nicht|zu|zur|zum|werden|als",
    compared=r"unterschied\w*|vergleich\w*|test|welche[rs]?|vs|versus",
    untrue=r"myth\w+|marchen",
    kin=r"eltern|kind\w*|mutter|mutter\w*|vater|babys?|arbeit|arbeitsplatz|schul\w*|freund\w*|therapeut\w*",
    others=r"ander[en]\w*|zweit\w+",
    both=r"beide|zwei",
    two=r"beide|zwei",
    loving=r"liebe zu|(?:zusammen|verheiratet|in einer beziehung) mit|verliebt in",
    you=r"wenn du|wenn man|ich bin|du bist",
    they=r"er|sie",
    is_=r"ist|sind|hat|haben",
    common=frozenset(
        "der die das und ist nicht mit ein eine einen sie zu den von auf wird".split()
    ),
    nothing=r"siehe .{2,40}|und (?:weitere|andere)|keine?|keine angaben?|nicht bekannt|unbekannt|unklar|entfallt|je nach .{1,60}|verschieden|nichts",
    denying=r"(?:ist|sind) (?:nicht|kein\w*)|nicht|kein\w*|nie|ohne",
    hardly=r"(?:sieht|findet) man (?:\w+ ){0,3}nicht|kaum|selten|niemand|nirgends|nirgendwo|nichts|niemals|weder|anders als|im (?:gegensatz|unterschied) zu[mr]?",
    only=r"nur|allein|bloss|(?:\w+ ){1,4}(?:besser|deutlicher|mehr|so \w+)(?: \w+)? (?:als|wie)",
    shows=r"zeig\w*|gezeigt|darstell\w*|dargestellt|beispiel\w*|paar\w*|beziehung\w*|dynamik|sehen|vor|hierher|dazu|hierzu|einzuordnen|einordnen|passt|passen|gemeint|gefunden|finde[nt]",
    asks_one=r"welche[rs]? (?:film|roman|serie|buch|werk|dieser|von|der folgenden)",
    beside=r"basiert auf|bekannt (?:fur|durch|aus)|(?:fortsetzung|autorin|regisseur(?:in)?|remake|verfilmung) von|rezension in|nach dem roman",
    mistaken=r"zu unrecht|falschlich(?:erweise)?|irrtumlich\w*|gegenbeispiele?|(?:das|ein) gegenteil|etwas anderes|nicht (?:so|das|was)|fehlt",
    leads=r"trifft auf|führ(?:t|en) zu[mr]?|weckt|nährt",
    ways_out=r"durchbrech\w*|heraus\w*|hinaus\w*|ausweg\w*|ausstieg|beenden|unterbrechen|stoppen|vermeiden|hilft|helfen|hilfreich|tipps?|rat|ratschlage|stattdessen|themen|ausloser|fragen|losung\w*|quellen|\w*therap\w*|vorbei",
    viewing=r"fur|filmografie|wir|ich|verwandte|zum (?!thema)|ohne|nach|vom?|ansehen|anschauen|gemeinsame\w*|der (?:autorin|regisseur\w*)|des (?:autors|regisseurs)|lieblings\w*|empfehl\w*|empfohlene?|sehenswert\w*|tipps?|quiz|therapie",
    unconfirmed=r"nicht (?:\w+ )?(?:belegt|bestatigt|nachgewiesen|gefunden|durchl\w+)|keine solchen?|mythos|erfunden|fraglich",
    hedging=r"vielleicht|moglicherweise|wohl|eventuell|vermutlich",
    disputing=r"beleg fehlt|belege fehlen|umstritten|strittig|bestritten",
    professions=r"\w*(?:psycholog|soziolog|biolog|anthropolog|philosoph|pädagog|therapeut|forscher|berater|lehrer|dozent|autor|redakteur|betreuer|supervisor|trainer|wissenschaftler|analytiker|mediator|mentor|kolleg|student|erzieher|leiter)(?:en?|in|innen|s)?|"
    r"\w*psychiater(?:in|innen|s)?|[äÄ]rzt(?:e|in|innen)|arzt|(?:kranken)?schwestern?|hebammen?|professor(?:in|innen|en)?|gründer(?:in)?|pfarrer(?:in)?|schriftsteller(?:in)?",
    reports=r"schr(?:ieb|eibt)(?:en)?|prägten?|argumentier(?:t|ten?|en)|fand(?:en)?|finde[nt]|beton(?:t|ten?|en)|vermute(?:t|ten?|n)|berichte(?:t|ten?|n)|schl(?:ug|ägt|agen|ugen)|untersuch(?:t|ten?|en)|"
    r"befragten?|zeigten?|beschrieb(?:en)?|nannten?|zufolge|kam(?:en)?|unterscheide[nt]|gezeigt|gefunden|beschrieben|vorgeschlagen|beobachtet|nachgewiesen|konnten? (?:\w+ )?(?:zeigen|nachweisen|belegen)|meint(?:en?)?",
    tells=r"zeig(?:t|en)|beschreib(?:t|en)|schildert|nennt|sagt(?:en?)?|erforsch(?:t|en|ten?)",
    citing=r"laut|nach|siehe|vgl\.|sowie",
    openers="""nach laut bei vom zum zur der die das dem des den ein eine einer eines im am auf aus mit ohne für gegen über unter seit bis wie als wenn weil dass und oder aber auch nur noch schon
    dann dort hier heute später früher erst erstmals zuerst schließlich zwischen während durch vor hinter sein seine ihr ihre mein meine dein deine unser unsere es er sie wir ich was wer siehe vgl sowohl beide beim von
    befunde ergebnisse ideen arbeiten studien forschung schriften""",
    months="januar februar märz april mai juni juli august september oktober november dezember frühling frühjahr sommer herbst winter",
    credits=r"(?:titel)?bild(?:er)?|fotos?|abbildung|illustration|übersetzt|übersetzung|redaktion|lektorat",
    consulted=r"(?:zuletzt |letzter )?(?:abgerufen|aufgerufen|abruf|zugriff|geändert|aktualisiert)|stand",
    unnamed=r"(?:und )?(?:viele )?andere|verschiedene(?: .*)?|eigene (?:notizen|erfahrung|beobachtung|aufzeichnung)(?:en)?|dank .*|u\. ?a",
    remark=r"hinweise?|tipps?|mythos|beispiele?|achtung|merke|kontakt",
    furniture=r"(?:jetzt|hier) (?:\w+ )*(?:test|klicken)\b.*|diesen (?:artikel|beitrag) .*|newsletter .*|buchen sie .*|(?:mehr )?zum (?:thema|artikel)\b.*|werbung|anzeige|kommentare?|inhaltsverzeichnis|mehr dazu .*|weitere .* unten|(?:bild|foto)(?:nachweis|quelle): .*|(?:teilen|teile) (?:auf|diesen) .*|(?:mach(?:en sie)?|zum|starten sie) (?:den |unseren )?(?:\w+)?test\b.*|(?:mehr lesen|weiterlesen|lesen sie auch|mehr erfahren)\b.*|jetzt (?:teilen|anmelden)\b.*",
    naming=r"(?:heißt (?:sie|er|es|die \w+|das \w+)(?: (?:oft|auch|manchmal|häufig|meist))?|(?:sie|er|es) heißt (?:auch|oft|manchmal)|auch bekannt als|auch als(?= [^.;()]{2,80}\b(?:bekannt|bezeichnet|genannt)\b)|"
    r"auch(?= [^.;()]{2,80}\bgenannt\b)|nennt (?:sie|ihn|es|man sie|man es) (?:auch|oft|manchmal)|andere (?:bezeichnungen|namen) sind|spricht man auch vo[mn]) (?!(?:dass|als|zu[rm]?|in|aus|für|wegen|genannt)\b)",
)
