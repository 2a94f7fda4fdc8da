"""Spanish."""

from __future__ import annotations

from typing import Final

from attachgraph.reading.languages.words import Language

#: Where something is shown.
_TRAIT_NOUN: Final = (
    r"(?:Rasgos|Características|Conductas|Comportamientos|Necesidades|Señales|Cualidades)"
)
_PARTNER: Final = r"(?:pareja|compañer[oa]|persona|miembro)"

SPANISH: Final = Language(
    tag="es",
    headings={
        "other-names": r"otros (?:nombres|terminos)|sinonimos?|tambien (?:conocid[oa]|llamad[oa])(?: como)?|nombres alternativos|otras denominaciones",
        "antonyms": r"antonimos?|opuestos?|contrarios?|en contraste con",
        "definition": r"definicion(?:es)?|introduccion|resumen|descripcion|concepto|vision general",
        "history": r"historia|origen(?:es)?|antecedentes|contexto historico|desarrollo historico",
        "biology": r"biologia|bases? biologicas?|neurobiologia|fisiologia",
        "psychology": r"psicologia|bases? psicologicas?|aspectos psicologicos",
        "sociology": r"sociologia|aspectos (?:sociologicos|sociales)|contexto social",
        "milestones": r"(?:fases|etapas|hitos)(?: de la relacion)?|desarrollo de la relacion",
        "relationship-impact": r"(?:impacto|efectos?|consecuencias) en (?:la|las) relacion(?:es)?",
        "cultural-impact": r"(?:impacto|influencia) cultural",
        "debates": r"debates?(?: principales| clave)?|controversias?|criticas?|debates? y (?:controversias?|criticas?)",
        "research": r"investigacion(?:es)?|estado de la investigacion|investigacion actual|estudios",
        "publications": r"publicaciones|bibliografia|lecturas? (?:recomendadas?|adicionales?|complementarias?)",
        "references": r"referencias|fuentes|referencias bibliograficas|notas y referencias",
        "faqs": r"preguntas frecuentes|preguntas comunes|preguntas y respuestas",
        "related": r"(?:articulos|entradas|conceptos|terminos|temas) (?:relacionad[oa]s|similares)|vease tambien|ver tambien",
        "cycles": r"(?:el )?ciclos? (?:de|del|de los) conflictos?|como discuten|la pelea (?:tipica|habitual)|patron(?:es)? de conflicto|dinamica de conflicto",
        "traits": r"(?:rasgos|caracteristicas|senales)(?: principales| comunes| tipic[oa]s| clave)?",
        "people": r"(?:figuras|personas|investigadores) (?:clave|destacad[oa]s|importantes)|investigador(?:es|as)(?: y .{3,30})?",
        "notes": r"notas",
        "notice": r"aviso|descargo de responsabilidad",
    },
    course=r"(?:.+ )?(?:fases|etapas|hitos|cronologia|trayectoria|transcurso|recorrido|curso)(?: .+)?|(?:la )?evolucion(?: (?:de la|del|de una?) (?:relacion|pareja|vinculo))?|como (?:.+ )?(?:evoluciona\w*|desarrolla\w*|transcurre\w*|cambia\w*|empieza\w*)(?: .+)?|a lo largo del tiempo|de .+ a .+",
    courses_else=r"terap\w*|tratamiento\w*|sanacion|investigaci\w*|estudios?|historia|conceptos?|teorias?|nin[oa]s?|infan\w*|modelos?|conflictos?|discusion\w*|duelo",
    below={
        "milestones/initial-attraction": r"atraccion(?: inicial)?|enamoramiento|luna de miel",
        "milestones/dating-phase": r"(?:fase de )?(?:noviazgo|cortejo|acercamiento|compromiso)",
        "milestones/conflict-phase": r"(?:fase de )?conflictos?|lucha de poder|primeros conflictos",
        "milestones/attachment-crisis": r"crisis(?: de apego| de la relacion| del apego)?",
        "milestones/breakup-makeup-cycle": r"ruptura(?: y reconciliacion)?|reconciliacion|separacion",
        "milestones/long-term-outcomes": r"(?:resultados?|desenlaces?|evolucion)(?: posibles?)? a largo plazo|desenlaces? posibles?",
        "depictions/film": r"peliculas?|cine|filmes",
        "depictions/tv": r"television|series? (?:de television|de tv)|series",
        "depictions/literature": r"literatura|novelas?|libros?",
        "depictions/art": r"artes? visual(?:es)?|arte|pintura|fotografia",
        "depictions/music": r"musica|canciones",
        "depictions/theatre": r"teatro|opera",
        "depictions/game": r"(?:video)?juegos",
    },
    shown=r"peliculas?|cine|pantalla|television|novelas?|ficcion|personajes|retratos?",
    media=r"series?|libros?|literatura|musica|medios|mediaticas?|cultura(?:les)?|popular|artes?|artisticas?|teatro|obras|representacion(?:es)?|ejemplos?",
    labels={
        "category": r"Categorías?",
        "subfield": r"Sub-?\s?(?:campos?|disciplinas?)|Campos?|Disciplinas?|Áreas?",
        "term": r"Término|Nombre(?: completo)?",
        "abbreviation": r"Abreviaturas?|Siglas?",
        "aliases": r"Otr[oa]s (?:nombres|términos|denominaciones|designaciones)|Sinónimos?|También (?:conocid[oa]|llamad[oa]|denominad[oa])(?: como)?|Nombres alternativos",
        "antonyms": r"Antónimos?|Contraste|Opuestos?|Contrarios?|Contrasta con|En contraste con|(?:Se distingue|Se diferencia|Difiere|Distint[oa]) de",
        "cycle": r"(?:Ciclos?|Patr(?:ón|ones)|Dinámica) de conflicto(?: (?:principal|primario|típico|común))?|Conflicto (?:típico|recurrente|habitual|principal)|Pelea (?:típica|habitual)",
        "trigger": r"(?:Desencadenantes?|Detonantes?)",
        "outcome": r"(?:Resultados?|Desenlaces?)(?: (?:común|comunes|habitual(?:es)?|frecuentes?|posibles?|probables?|típicos?))?",
        "people": r"Figuras clave|Investigadores clave|Fundador(?:es)?|Introducido por|Propuesto por",
        "related": r"(?:Conceptos|Términos|Artículos) relacionados|Véase también|Ver también",
        "sources": r"Fuentes?|Referencias|Bibliografía",
        "other": r"Duración|Uso principal|Orígenes|Origen|Ejemplos?",
    },
    roles=(
        rf"{_TRAIT_NOUN} (?:de la|del|de las|de los) {_PARTNER} [\w-]+|{_TRAIT_NOUN} de ambos(?: miembros)?|{_TRAIT_NOUN} de ambas partes"
    ),
    trait_nouns=rf"{_TRAIT_NOUN}(?: (?:comunes|principales|típic[oa]s|compartid[oa]s|clave))?",
    styles={
        "anxious": "ansioso|ansiosa|ansiosos|ansiosas|ansioso ambivalente|ansiosa ambivalente|preocupado|preocupada",
        "avoidant": "evitativo|evitativa|evitativos|evitativas|evitador|evitadora|evasivo|evasiva",
        "secure": "seguro|segura|seguros|seguras",
        "fearful": "temeroso|temerosa|temerosos|temerosas|desorganizado|desorganizada",
    },
    dimensions={
        "attachment-anxiety": r"ansiedad (?:de|del|por el|en el) apego",
        "attachment-avoidance": r"evitacion (?:de|del|en el) apego|evitacion de la intimidad",
    },
    manner=r"(?:estilo de )?apego|estilo",
    couples=r"parejas?|matrimonios?|duo|historia de amor",
    bonds=r"relacion(?:es)?|dinamica|vinculo|union|amor|trampa|danza",
    partners=r"personas?|companer[oa]s?|hombres?|mujer(?:es)?|espos[oa]s?|marido|conyuges?|miembros?|novi[oa]s?|amantes?|alguien",
    pronouns="ella|él|ellas|ellos|ambos|ambas|quien",
    people=r"personas?|hombres?|mujer(?:es)?|alguien|miembros?",
    several=r"\w+s",
    fillers=r"(?:con )?(?:un )?(?:estilo )?(?:de )?apego|estilo|apegad[oa]s?|amorosas?|sentimental(?:es)?|romantic[oa]s?|intim[oa]s?",
    articles=r"una?|el|la|los|las|otr[oa]|su|mi|tu",
    joins=r"y|e",
    along=r"con",
    meets=r"se enamoran? de|ama a|aman a|conoce a|conocen a|se casa con|se encuentra con|sale con",
    mutual=r"se (?:enamoran|aman|atraen|quieren|encuentran|casan|juntan)|entre si|juntos|juntas",
    clause=r"chocan|en conflicto|en crisis",
    after=r"en|que",
    between=r"entre|de|une|reune|combina",
    where=r"en la que|donde|cuando",
    apart=r"vs|versus|o|no|hacia|volverse|pero|a",
    compared=r"diferencias?|compar\w+|prueba|test|cual(?:es)?|vs|versus",
    untrue=r"mitos?",
    kin=r"padres?|madres?|hij[oa]s?|nin[oa]s?|bebes?|trabajo|escuela|amig[oa]s?|amistad|terapeutas?",
    others=r"otr[oa]s?|segund[oa]",
    both=r"amb[oa]s|dos",
    two=r"amb[oa]s|dos",
    loving=r"amar a|en pareja con|casad[oa] con|enamorad[oa] de|salir con|relacion con",
    you=r"(?:cuando|si) (?:eres|tu|tienes)|soy",
    is_=r"es|son|tienen?",
    common=frozenset("el la los las y es en que de con una un por para se".split()),
    nothing=r"ningun[oa]?|ningun[oa] conocid[oa]|desconocid[oa]|no (?:se conoce|disponible|especificado|aplica)|variable|depende .{1,60}|n d",
    denying=r"no|ningun[oa]?|nunca|sin",
    hardly=r"apenas|rara vez|raramente|nadie|nada|en ninguna parte|tampoco|jamas|ni|a diferencia de|al contrario (?:que|de)",
    only=r"solo|solamente|(?:\w+ ){1,4}(?:mejor|mas \w+|tan \w+)(?: \w+)? (?:que|como)",
    shows=r"muestra\w*|mostrad\w*|represent\w*|ilustr\w*|aparec\w*|ejemplos?|parejas?|relacion|dinamica|ve|encuentra",
    mistaken=r"por error|erroneamente|contraejemplos?|lo contrario|otra cosa|falta en|ausente",
    viewing=r"filmografia|relacionadas|para (?!ilustrar)|sin|despues|juntos|ver|(?:de l[ao]s?|del) (?:mism[oa] )?(?:autor\w*|director\w*)|recomendad\w*|recomendaciones|favorit\w*|preferid\w*|quiz|terapia",
    hedging=r"quizas?|tal vez|posiblemente|probablemente|acaso",
    disputing=r"disputad[oa]|controvertid[oa]|discutid[oa]|cuestionad[oa]",
    professions=r"\w*(?:psic|soci|bi|antrop|neur)[oó]log[oa]s?|\w*psiquiatras?|\w*terapeutas?|\w*analistas?|filósof[oa]s?|investigador(?:a|es|as)?|autor(?:a|es|as)?|profesor(?:a|es|as)?|maestr[oa]s?|docentes?|"
    r"enfermer[oa]s?|médic[oa]s?|matronas?|supervisor(?:a|es)?|escritor(?:a|es)?|periodistas?|colegas?|estudiantes?|pediatras?|educador(?:a|es)?|formador(?:a|es)?",
    reports=r"propuso|propusieron|describió|describieron|acuñ(?:ó|aron)|(?:propuesto|descrito|mostrado|observado|encontrado|sugerido|acuñado|estudiado)|encontr(?:ó|aron)|mostr(?:ó|aron)|observ(?:ó|aron|a|an)|"
    r"sugir(?:ió|ieron)|sugiere[n]?|sostiene[n]?|sostuv(?:o|ieron)|afirm(?:a|an|ó|aron)|señal(?:a|an|ó|aron)|conclu(?:ye|yen|yó|yeron)|escrib(?:e|en|ió|ieron)|distingue[n]?|plante(?:a|an|ó|aron)",
    tells=r"muestra[n]?|describe[n]?|habla[n]?|llama[n]?",
    citing=r"según|véase|de acuerdo con",
    openers="""el la los las un una unos unas al del en y e o pero con sin por para sobre según desde hasta cuando si como este esta estos estas ese esa eso él ella ellos ellas nosotros su sus nuestro
    nuestra más tarde luego después antes entre durante dos tres pues donde quien que véase también además aunque""",
    months="enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre primavera verano otoño invierno consultado",
)
