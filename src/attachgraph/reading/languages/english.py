"""English."""

from __future__ import annotations

from typing import Final

from attachgraph.reading.languages.words import Language

_TRAIT_NOUN: Final = (
    r"(?:Traits?|Characteristics?|Features|Tendencies|Behaviou?rs|Needs|Qualities|Attributes|Patterns|Profile|Signs|"
    r"Indicators|Symptoms|Hallmarks)"
)
_QUALIFIER: Final = r"(?:(?:Common|Shared|Key|Core|Defining|Main|Typical|Central|Primary|Notable|Linked|Associated|Observable|Behaviou?ral|Personality|Emotional|Relational)\s(?:Partner\s)?)"
#: How often a couple goes through its cycle.
_USUAL: Final = r"(?:Primary|Common|Core|Typical|Main|Key|Central|Dominant|Characteristic|Signature|Usual|Recurring|Recurrent|Frequent|Basic)"
#: Somebody who is one of two, at the head of a row.
_PARTNERS: Final = "Partner|Individual|Person|Side|Spouse"
_NAME: Final = r"[A-Z][\w&/+–-]*"

#: Traits with a word before them, which is enough to know them where the value is glued on.
QUALIFIED_TRAITS: Final = _QUALIFIER + _TRAIT_NOUN


def role_labels(more: str = "") -> str:
    """Write the labels of rows on one partner; a field of its own may have more words for one."""
    partner = rf"(?:{more}{_PARTNERS})(?:['’]s|s['’]|s)?"
    return (
        # "Avoidant Partner Traits", "Both Partners’ Traits", "Traits of the Avoidant Partner".
        rf"(?:{_NAME}(?:[ ](?:and|[A-Z&/+][\w&/+–-]*)){{0,4}}[ ])?{partner}[ ]{_TRAIT_NOUN}|"
        rf"{_TRAIT_NOUN} of (?:the )?{_NAME}(?:[ ]{_NAME}){{0,2}} {partner}|"
        rf"{_QUALIFIER}?{_TRAIT_NOUN} of (?:Both Partners|(?:the|this|such an?) (?:Couple|Pairing|Pair|Relationship|Bond))|"
        # "Traits – Anxious Partner".
        rf"{_QUALIFIER}?{_TRAIT_NOUN} [–—-] (?:the )?{_NAME} {partner}|"
        # "What the Anxious Partner Brings".
        rf"What (?:the )?{_NAME} {partner} (?:[Bb]rings?|[Dd]oes|[Ss]hows?|[Nn]eeds)|"
        # "Partner A: Fearful", "Partner 2 (Secure)".
        rf"{partner} ?[AB12] {_TRAIT_NOUN}|{_TRAIT_NOUN} ?[AB12]|Both(?: {partner})?(?=\s*(?:[:|│\t]|$))|"
        # "What both bring", "Common to both".
        rf"(?:What (?:[Bb]oth(?: {partner})?|(?:the )?two|[Tt]hey|[Ee]ach of them) (?:brings?|shares?|shows?|(?:have|has) in common|do|are like)|(?:Common to|Shared by|{_TRAIT_NOUN} of) [Bb]oth)(?=\s*(?:[:|│\t]|$))|"
        rf"{partner} [AB12] ?[:(–-] ?(?:the )?{_NAME}\)?"
    )


ENGLISH: Final = Language(
    tag="en",
    headings={
        "other-names": r"(?:(?:its|their|different|common|popular) )?(?:(?:other|different|further) )?(?:names|nicknames|labels) (?:(?:for|of) (?:it|(?:this|the|such an?) (?:couple|pair|pairing|relationship|bond|style))|in use|(?:people|others) use|it goes by)|"
        r"(?:other )?(?:words|terms) for (?:it|(?:this|the|such an?) (?:couple|pair|pairing|relationship|bond|style))|(?:its |their )?(?:other|different|further) (?:names|labels|nicknames)|(?:common|popular) nicknames|"
        r"(?:what|how) (?:else )?(?:it|this(?: couple)?|such a couple|they|these couples) (?:is|are) (?:also |sometimes )?called|what (?:people|others|therapists|clinicians|counsell?ors|some) (?:also |sometimes )?call (?:it|this(?: couple)?|such a couple|these couples)|also goes by|"
        r"(?:other|alternative|alternate|common|usual|popular|further) (?:names?|terms?)|synonyms?|"
        r"(?:also )?(?:known|referred to) as|also called|aliases|names|names and synonyms|related names|aka|nicknames?|terminology",
        "antonyms": r"antonyms?|(?:the |its )?(?:opposites?|contrary)|opposite styles?|contrasts(?: with)?|contrasting (?:terms?|concepts?|styles?)|opposite terms?|in contrast to|not to be confused with",
        "definition": r"definitions?|overview|introduction|definition and (?:meaning|overview|scope)|what it is|meaning|summary|at a glance|description",
        "history": r"history|histor(?:y|ical) (?:and )?(?:origins?|background|context|development|overview)|origins?|background|"
        r"etymology|history and (?:origins?|development|background)|historical development|(?:evolution|origins?) of the (?:term|concept|idea)|history of .{3,60}",
        "biology": r"biology|biological (?:basis|bases|perspectives?|foundations?|mechanisms?|aspects?|factors?)|neurobiology|physiology|"
        r"neuroscience|biology of .{3,60}",
        "psychology": r"psychology|psychological (?:basis|bases|perspectives?|foundations?|mechanisms?|dynamics|aspects?|factors?)|psychology of .{3,60}",
        "sociology": r"sociology|sociological (?:basis|bases|perspectives?|foundations?)|social (?:context|perspectives?|aspects?)|sociology of .{3,60}",
        "milestones": r"(?:relationship )?(?:milestones|phases|stages|timeline|progression|trajectory|arc)",
        "relationship-impact": r"relationship impact|impact on relationships?|relational impact|relationship impacts|effects? on (?:the )?relationships?",
        "cultural-impact": r"cultural impact|cultural (?:significance|influence|context|perspectives?)",
        "debates": r"(?:key |major |current |ongoing )?(?:debates?|controvers(?:y|ies)|criticisms?)|"
        r"debates and (?:controversies|criticisms?)|criticisms? and (?:debates?|controversies)|critiques?|open questions",
        "depictions": r"media|(?:media|cultural|artistic) (?:depictions?|representations?|portrayals?|examples?)|(?:famous|well known) (?:couples|examples)|(?:couples|works (?:often|sometimes|commonly)) (?:named|cited|mentioned|given)(?: as examples?)?",
        "research": r"(?:research|current research|research landscape|research and evidence|empirical research|evidence)|research on .{3,60}",
        "publications": r"(?:key |selected |notable |relevant |major )?publications?|further reading|bibliography|"
        r"(?:key |selected )?(?:books|readings?)|(?:key |selected |relevant )literature|recommended reading|read more|reading list",
        "references": r"(?:key |primary |main |selected )?(?:sources?|references?|citations?)|works cited|literature cited|cited literature|references? list|list of references|"
        r"cited works|(?:notes|sources) and references|references and notes|endnotes|footnotes|sources and further reading",
        "faqs": r"faqs?|what people ask|(?:frequently asked |common |frequent |typical |usual |reader(?: s)? |readers |practical )?questions|questions and answers|(?:some |common )?questions (?:readers|people|couples|clients|partners) .+|q a",
        "related": r"(?:related|similar) (?:articles?|entries|entry|terms?|topics?|concepts?|pages?|reading)|see also|"
        r"you (?:may|might)(?: also)? (?:like|enjoy)|more from .{2,30}",
        "cycles": r"(?:the |their )?(?:primary |typical |common |usual )?(?:conflict|fight|quarrel|negative) (?:cycles?|patterns?|dynamics?|loops?|spirals?)|(?:the |their |a )?vicious (?:circle|cycle)|the (?:pursuit|protest|demand withdraw|pursue withdraw|negative|argument|conflict) (?:cycle|loop|spiral|dance)|what happens (?:in|during) an? (?:conflict|fight|quarrel|argument)|(?:dynamics?|course|sequence) of (?:an? |the )?(?:conflicts?|fights?|quarrels?|arguments?)|(?:the |their )(?:cycle|loop|spiral)(?: in (?:\w+ )?steps)?|"
        r"how (?:they|the two|these couples|such couples|(?:a |the )?(?:conflicts?|fights?|quarrels?|arguments?)) (?:usually )?(?:fight|argue|quarrel|goes|runs?|unfolds?)|(?:a|the) (?:typical|usual) (?:fight|argument|quarrel)|when they (?:fight|argue|quarrel)|(?:what|anatomy of) an? (?:fight|quarrel|argument|conflict)(?: looks like)?",
        "traits": r"(?:key |core |common |shared |defining |typical |main )?(?:traits|characteristics|features|signs|behaviou?rs)|signs and symptoms",
        "people": r"(?:key|notable|important|leading) (?:figures?|researchers?|theorists?|contributors?|people|thinkers?|scholars?)|(?:researchers|scholars|theorists|thinkers|pioneers)(?: (?:and|of|behind|in) .{3,30})?|(?:the )?(?:people|names) (?:behind|to know).{0,30}|who s who",
        "notes": r"notes",
        "notice": r"notice|disclaimer",
    },
    course=r"(?:.+ )?(?:phases|stages|milestones|timeline|progression|trajectory|arc|course|sequence|chronology)(?: .+)?|(?:the )?(?:path|road) (?:to|towards?) .+|(?:(?:typical|usual|common|further|later|relationship) )?development|"
    r"(?:the )?development (?:of|over) .+|how .+ (?:unfolds?|develops?|evolves?|progress(?:es)?|goes?|changes?|begins?|plays? out)(?: .+)?|"
    r"(?:.+ )?over (?:time|the years)|from .+ to .+|(?:the )?(?:life|path) (?:of .+|cycle)",
    courses_else=r"outline|contents?|dates|crash|golf|race|online|lectures?|syllabus|tests?|quiz(?:zes)?|interviews?|moon|breakups?|how attachment|according to|loss(?:es)?|divorces?|mourning|sleep|apps?|(?:all|any|every) relationships?|treat\w*|therap\w*|healing|recover\w*|counsel\w*|train\w*|interventions?|program\w*|emotionally|eft|child\w*|infan\w*|research|stud(?:y|ies)|literature|offerings?|classes|seminars?|history|"
    r"concepts?|theor(?:y|ies)|terms?|ideas?|models?|measur\w*|analys\w*|methods?|symptoms?|disorders?|surveys?|grief|conflicts?|quarrels?|arguments?|(?<!life )cycles?|of course|change|stage (?:and|play|productions?)|(?:and|on|from) (?:page|screen|stage)",
    below={
        "history/decade": r"(?:the )?(?:(?:early|mid|late) )?(?:1[5-9]|20)\d\ds?(?: (?:(?:to|and|through) )?(?:the )?(?:(?:early|mid|late) )?"
        r"(?:(?:1[5-9]|20)\d\ds?|\d\ds?|present|today|now))?|(?:1[5-9]|20)\d\ds? onwards?|"
        r"(?:the )?(?:\d\dth|twentieth|twenty first) century",
        "milestones/initial-attraction": r"(?:initial |early |first )?attraction(?: phase| stage)?|(?:meeting|honeymoon)(?: phase| stage)?",
        "milestones/dating-phase": r"(?:early )?dating(?: phase| stage)?|(?:bonding|commitment|courtship)(?: phase| stage)?",
        "milestones/conflict-phase": r"conflict (?:phase|stage|escalation)|(?:early|first) conflicts?|power struggle(?: phase| stage)?",
        "milestones/attachment-crisis": r"(?:attachment|relationship|relational) (?:crisis|rupture)|crisis(?: point| phase| stage)?",
        "milestones/breakup-makeup-cycle": r"break ?up (?:and )?make ?up(?: cycle| phase| stage)?|break ?ups? and (?:reconciliation|repair)|"
        r"(?:repair|rupture and repair|reconciliation|separation)(?: phase| stage| cycle)?|break ?up(?: phase| stage)?",
        "milestones/long-term-outcomes": r"(?:long term|possible|typical) outcomes?|outcomes?|long term(?: phase| stage)?|resolution(?: phase| stage)?",
        "depictions/film": r"films?|movies?|cinema|film and (?:television|tv)|animated films?|documentar(?:y|ies)",
        "depictions/tv": r"tv|television|tv (?:series|shows?)|television (?:series|shows?)|series|anime",
        "depictions/literature": r"literature|books?|novels?|fiction|poetry|nonfiction|memoirs?|literature and books|short stor(?:y|ies)",
        "depictions/art": r"(?:visual )?arts?|paintings?|photography|sculpture|visual arts? and photography",
        "depictions/music": r"music|songs?|albums?",
        "depictions/theatre": r"theat(?:re|er)|plays?|stage|musicals?|opera",
        "depictions/game": r"(?:video )?games?",
        "depictions/web": r"web|online|podcasts?|social media|internet",
    },
    shown=r"seen|watch\w*|films?|movies?|cinema|screens?|tv|television|novels?|fiction(?:al)?|poetry|songs?|theat(?:re|er)|depict\w*|portray\w*|characters?",
    media=r"media|cultur(?:e|al)|popular|pop|arts?|artistic|books?|literature|literary|music|stage|series|stories|shows|works|examples?|representations?|plays",
    labels={
        "category": r"Categor(?:y|ies)|Type|Domain",
        "subfield": r"Sub-?\s?fields?|Fields?(?: of Study)?|Disciplines?",
        "term": r"Term|Full Name|Name|Title|Official Name",
        "abbreviation": r"Abbreviations?|Acronyms?|Short Form",
        "aliases": r"(?:Other|Alternative|Alternate|Common|Usual|Popular|Further|Everyday|Informal) (?:Names?|Terms?|Labels?|Designations?|Expressions?|Appellations?)|Synonyms?|"
        r"(?:Also|Often|Sometimes|Otherwise|Commonly|Popularly|Informally) (?:Known As|Called|Referred To As|Termed|Named|Dubbed|Described As|Labell?ed)|A\.?K\.?A\.?|Alias(?:es)?|Nicknames?|Known As|You May (?:Also )?Hear(?=\s*(?:[:|│\t]|$))|Names(?=\s*(?:[:|│\t]|[–—-]\s|$))",
        "antonyms": r"Antonyms?|Opposites?(?: Of)?|(?:The|Its) (?:Opposites?(?: Of)?|Contrary)(?=\s*(?:[:|│\t]|$))|Opposite Terms?|Contrasts? With|Contrasting (?:Terms?|Concepts?|Styles?)|Contrasts?(?=\s*(?:[:|│\t]|$))|Contrasted With|In Contrast To|Opposed To|Counterparts?|(?:Distinguished|Distinct|Differs?) From|Not the Same As",
        "cycle": rf"(?:{_USUAL}\s)?Conflict (?:Cycles?|Patterns?|Loops?|Dynamics?|Spirals?)|{_USUAL} (?:Cycle|Dynamic|Conflict|Loop|Spiral|Quarrel|Fight|Argument)|"
        r"(?:Cycle|Pattern)(?=\s*(?:[:|│\t]|[–—-]\s|$))|(?:(?:Common|Typical|Usual|Main)\s)?(?:Pattern|Cycle|Loop) (?:in|of|during) Conflicts?|"
        r"Conflict Style|How (?:They (?:Quarrel|Argue|Fight)|(?:Conflicts?|Quarrels?|Arguments?) (?:Goes?|Runs?|Unfolds?))",
        "trigger": r"(?:(?:Common|Primary|Main|Typical|Key|Conflict)\s)?Triggers?",
        "outcome": r"(?:(?:Common|Typical|Likely|Possible|Potential|Long-?\s?Term|Primary|Expected|Usual)\s)?(?:Outcomes?|Outlook)",
        "people": r"Key (?:Figures?|Researchers?|Theorists?|Contributors?|People|Thinkers?|Scholars?)|Notable (?:Figures?|Researchers?)|"
        r"Founders?|Developed By|Introduced By|Coined By|Originators?|(?:First )?(?:Proposed|Described|Defined|Named|Studied) By|Leading Researchers?",
        "related": r"Related (?:Concepts?|Terms?|Entries|Articles|Topics|Styles?)|See Also",
        "sources": r"(?:(?:Key|Primary|Main|Selected)\s)?(?:Sources?|References?|Citations?|Literature)|(?:Further |Recommended )Reading|Read(?: More)?(?=\s*:)",
        "other": r"Format|Duration|Primary Use|Implications|Associated Systems|Origins?|First Described|Year Introduced|"
        r"Introduced|Used In|Applied In|Applications?|Examples?|Measurement|Prevalence|Treatment|Interventions?|"
        r"Growth (?:Potential|Areas?)|Strengths?|Challenges?|Therapeutic Approaches|Context|Associated (?:With|Concepts?)|"
        r"Theoretical (?:Basis|Framework)|Attachment (?:Needs|Styles?)|Common (?:Challenges|Settings|In)|Key (?:Concepts|Themes)|"
        r"Developmental Origins?|First Used|Focus|Setting|Status|Era|Region|Therapy|Assessment|Onset|Risk Factors?|Protective Factors?",
    },
    roles=role_labels(),
    trait_nouns=rf"{_QUALIFIER}?{_TRAIT_NOUN}",
    styles={
        "avoidant": "avoidants|dismissives|dismissive avoidants",
        "anxious": "ambivalent|resistant|anxious resistant|resistant anxious",
        "fearful": "fearful avoidants|disorganized|disorganised|disorganized fearful|disorganised fearful|fearful disorganized|fearful disorganised",
    },
    dimensions={},
    manner=r"(?:adult )?attach(?:ment|ed)(?: (?:styles?|type|pattern))?|styles?|type|pattern",
    couples=r"couples?|pairings?|pairs?|dyads?|duos?|marriages?|romances?|love affairs?|match(?:es)?|trap|dance|tango|standoff|love story",
    bonds=r"relationships?|relation|dynamics?|bonds?|partnerships?|connections?|unions?|love|dating|cycle|loop|spiral|attraction|combination|combo|coupling",
    partners=r"partners?|persons?|people|individuals?|man|woman|men|women|husbands?|wife|wives|boyfriends?|girlfriends?|spouses?|brides?|(?:bride)?grooms?|lovers?|ones?|guys?|girls?|half|halves|mates?|daters?|someone|somebody",
    pronouns="she|he|one|they|both|neither|who",
    people=r"people|individuals?|persons?|m[ae]n|wom[ae]n|guys?|girls?|ones?|someone|somebody",
    several=r"\w+s|people|(?:wo)?men|wives|halves",
    fillers=r"attachment|attached|(?:attachment |attached )?styles?|adult|romantic|intimate|leaning|insecure|married|unmarried|newlywed|cohabiting",
    articles=r"an?|the|one(?= (?:of|§|partner|spouse|person|half|marriage|home|relationship))|your|their|his|her|my|this|these|such",
    joins=r"and|x|plus",
    along=r"with|paired with|together with",
    meets=r"(?:(?:is|are|get|gets|can|may|keeps?) )?(?:(?:be|live|stay|end up|get along|happy)(?: happy)? with|meets?|met|meeting|loves?|loving|dates?|dating|marr(?:y|ies)|marrying|married to|in love with|"
    r"falls? (?:in love with|for)|falling (?:in love with|for)|(?:attracted|drawn|engaged|committed|attached) to|(?:attracts?|chooses?|picks?))",
    mutual=r"each other|one another|together|(?:stay|stays|be|are|live|grow old|get back|end up|come|happy) together|(?:fall|falling|are) in love|get married|in love",
    clause=r"attract|drift|part|separate|split|break up|argue|fight|struggle|quarrel|suit|stay|fall|find|love|clash|collide|meet|date|marry|make|live|get|can|who|in (?:conflict|crisis)",
    after=r"in|that|do|does|will",
    between=r"between|of|joins?|joining|unites?|uniting|links?|linking|pairs?|pairing|made of|made up of|consisting of|composed of|brings together|combines?|combining|matches|that joins|involving|involves?|formed by|shared by",
    where=r"in which|where|when|for|from",
    apart=r"vs?|versus|or|nor|than|instead|not|into|to|towards?|becom(?:e|es|ing)|became|turn(?:s|ed|ing)?|mov(?:e|es|ing)|"
    r"shift(?:s|ing)?|yet|but|through|without",
    compared=r"differences?|different(?:ly)?|differ|differs|distinguish\w*|distinctions?|compar\w+|contrast\w*|(?<!in )which|divide|spectrum|continuum|scales?|"
    r"quiz|tests?|versus|vs",
    untrue=r"myths?|fiction|fallacy",
    kin=r"parents?|parent(?!hood)\w*|mothers?|fathers?|moms?|mums?|dads?|child|children\w*|childhood|kids?|infan\w+|bab(?:y|ies)|toddlers?|sons?|daughters?|caregiv\w+|"
    r"siblings?|brothers?|sisters?|teens?|teenagers?|adolescen\w+|students?|teachers?|pupils?|workplace|at work|coworkers?|offices?|employ\w+|leaders?|"
    r"leadership|boss(?:es)?|managers?|colleagues?|teams?|friends?|friendships?|(?<!couple )(?<!couples )therapists?|clients?|patients?|pets?|dogs?|cats?|god|faith|"
    r"religio\w+|brands?|schools?|classrooms?",
    others=r"others?|another|second|latter",
    both=r"both|two|double",
    two=r"both|two",
    loving=r"dating|(?:how )?to (?:love|date|marry|live with)|loving|marrying|married to|in love with|living with|being with|falling for|when your partner is|(?:in a )?relationship with",
    you=r"(?:when|if) you (?:re|are|have)|while|as an?|you re|you are|i m|i am|being",
    they=r"he|she|they",
    is_=r"is|are|have|has|being|were|s|re",
    common=frozenset("the and of to is that in with for their this it are who often".split()),
    nothing=r"n ?a|none|nil|nothing|unknown|unclear|unspecified|not (?:known|available|applicable|specified|documented|reported|yet known|established|studied)|"
    r"no data|tbd|tba|tbc|to be (?:determined|decided|added|announced)|var(?:y|ies|ied|iable)|varies .{0,60}|depends(?: .{0,60})?|it depends(?: .{0,60})?|"
    r"(?:none|nothing)(?: \w+){1,4}|"
    r"no (?:known|documented|single|clear|common|fixed|specific|agreed|established|standard|typical) .{1,60}|see(?: also)? (?:above|below|glossary|the .{2,40}|main .{2,40})|(?:and )?(?:(?:many|several|some) )?(?:more|others)(?: to follow)?|coming soon|various|etc|unnamed|pending|not assessed|not (?:clear|certain)|unavailable|insufficient (?:data|evidence)|without a name",
    denying=r"(?:is|are) not|isn t|aren t|(?:does not|doesn t) mean|not|no|never|neither|nor|without|rather than|instead of|unlike|nothing of|by no means",
    hardly=r"hardly|barely|rarely|seldom|scarcely|nobody|no one|nowhere|nothing|none|differs?|cannot|\w*n t|in contrast to|(?:differently|different|other|apart) (?:than|from)",
    only=r"only|just|merely|(?:\w+ ){1,4}(?:better|more \w+|so \w+|as \w+)(?: \w+)? (?:than|as)",
    shows=r"depict\w*|show\w*|portray\w*|represent\w*|illustrat\w*|appears?|seen|found|feature\w*|fits?|meant|about|examples?|instances?|pairing|pair|couples?|relationship|dynamic|of (?:it|this)|this|match|belongs?|listed|included|counts?",
    asks_one=r"(?:which|what) (?:one|of|film|movie|novel|series|show|book|work|story|play)",
    beside=r"based on|known for|(?:remake|adaptation|author|director|writer|maker|star)s? of|sequels? to|adapted from|inspired by|(?:critics?|reviewers?|reviews?|article) in|(?:studied|analy[sz]ed|discussed|examined|reviewed)(?: \w+){0,3} in",
    mistaken=r"(?:wrongly|mistakenly|falsely) (?:cited|named|listed|taken|called|given)|(?:often|sometimes|commonly|usually) (?:cited|named|listed|taken|called|given|mentioned) (?:.{0,60} )?(?:but|though|wrongly|mistakenly)|"
    r"mis(?:taken|read) (?:as|for)|mis(?:cited|named|labell?ed)|in error|not (?:what|how|so|the way)|by mistake|counter ?examples?|the opposite|something else|(?:absent|missing) from|is (?:absent|missing)",
    leads=r"meets|leads? to|feeds?|breeds?|provokes?",
    ways_out=r"break\w* (?:it|the|this|free|out)|out of|ways? out|exits|to (?:stop|end|avoid|prevent|repair|slow|do|escape|exit|interrupt)|(?:stopp|end|escap|interrupt|leav)ing|instead|helps|helpful|"
    r"advi[sc]e\w*|recommend\w*|suggest\w*|tips|solutions?|antidotes?|therap\w*|questions|topics|triggers|themes|sources|references|effects|consequences|is over|ends? well",
    viewing=r"for (?!example|instance)|to (?:watch|see|read|stream|view|enjoy|discuss|help|heal|make|get|feel)|filmography|related|i|we|she|he|us|date night|watch ?lists?|watch(?:ing)? (?:together|next|tonight|after|before)|together|tonight|after|by (?!type|style|pairing|decade|year|genre|kind|medium)|authors?|directors?|recommend\w*|suggest\w*|favou?rites?|worth|our|my|quiz|test|therapy",
    unconfirmed=r"not (?:those )?of (?:this|these|the|such) (?:\w+ )?(?:couples?|pairs?|bond|relationship)|(?:not|never|cannot|n t|no \w+ (?:has|have)|nobody (?:has|have)|hardly|fail(?:s|ed)? to) (?:(?:been|be|yet|ever|really|actually) )*(?:confirm\w*|found|find|shown|show|support\w*|observ\w*|exist\w*|go|goes|pass|run|follow|move)|"
    r"no (?:\w+ )?(?:phases|stages|steps)|no such|myths?|invented|made up|fictional|doubtful|whether|no evidence",
    hedging=r"in some(?: cases| couples| people)?|at times|perhaps|maybe|possibly|probably|arguably|presumably|sometimes said to be|allegedly|supposedly|apparently|potentially|conceivably|uncertain|unconfirmed|tentative|tentatively|doubtful|some say|some see it|if at all|it may be|may be|could be|might be",
    disputing=r"citation needed|source needed|clarification needed|by whom|who|which|according to whom|unsourced|disputed|contested|controversial|debated|questioned|questionable|challenged|not agreed|some disagree",
    professions=r"(?:psycho|socio|neuro|bio|anthropo|etho|philo|patho|epidemio|gerontologists?|sex)\w*(?:logists?|therapists?|analysts?|scientists?|sophers?)|psychiatrists?|"
    r"therapists?|researchers?|theorists?|clinicians?|scholars?|co-?authors?|authors?|analysts?|scientists?|professors?|counsell?ors?|pa?ediatricians?|physicians?|"
    r"writers?|historians?|economists?|journalists?|colleagues?|pioneers?|founders?|academics?|statisticians?|geneticists?|ethologists?|linguists?|columnists?|"
    r"critics?|directors?|film-?makers?|novelists?|poets?|physiologists?|social workers?|coach(?:es)?|students?|supervisors?|teachers?|lecturers?|instructors?|educators?|"
    r"tutors?|trainers?|nurses?|midwi(?:fe|ves)|doctors?|mediators?|pastors?|rabbis?|bloggers?|podcasters?|editors?|mentors?",
    reports=r"argu(?:ed?|es)|f(?:ound|inds?)|propos(?:ed?|es)|coin(?:ed|s)|wr(?:ote|ites?)|introduc(?:ed?|es)|suggest(?:ed|s)?|observ(?:ed?|es)|not(?:ed?|es)|report(?:ed|s)?|"
    r"publish(?:ed|es)|stud(?:ied|ies)|theori[sz](?:ed|es)|hypothesi[sz](?:ed|es)|critici[sz](?:ed|es)|formulat(?:ed|es)|identif(?:ied|ies)|warn(?:ed|s)|claim(?:ed|s)|"
    r"believ(?:ed?|es)|conclud(?:ed?|es)|maintain(?:ed|s)|interview(?:ed|s)|investigat(?:ed|es)|measur(?:ed|es)|review(?:ed|s)|test(?:ed|s)?|compar(?:ed|es)|survey(?:ed|s)|"
    r"assess(?:ed|es)|recommend(?:ed|s)?|distinguish(?:ed|es)|classif(?:ied|ies)|ask(?:ed|s)|said|says?|saw|sees|applied|extended|showed|shown|described?|developed|defined?|"
    r"demonstrated?|examined?|explored?|documented|called|adapted|refined|did not|does not|agree[ds]?|disagree[ds]?|doubt(?:ed|s)|replicated",
    tells=r"shows?|study|describes|develops|names?|named|populari[sz](?:ed|es)|questions?|questioned|pioneer(?:ed|s)|extends|defines|demonstrates|documents|explores|examines|applies|adapts|creat(?:ed|es)|"
    r"refines|calls|taught|teaches|treated|emphasi[sz](?:ed|es)|stress(?:ed|es)|advis(?:ed?|es)|object(?:ed|s)|influenced|built|puts? it|plays|portrays|stars",
    citing=r"by|see(?: also)?|compare|cf\.|per|following|according to|(?:back|contrary) to|(?:consistent|line|keeping|agreement|accordance) with|"
    r"(?:report|review|describ|summari[sz]|discuss|propos|develop|introduc|outlin|cit|present|adapt|tak|publish|found|us|defin|detail|explain|examin|document|quot)(?:ed|en)? (?:in|from)|"
    r"(?:work|theory|theories|models?|study|studies|scales?|measures?|findings?|reviews?|papers?|research|definitions?|terms|typology|critique|results?|analysis|data|approach|classification|views?) (?:of|in|from)",
    openers="""in on by as see since until from for with without while although though and but both like unlike when later however also following after before during between
    about around according the this that these those it he she they we one two three if because then thus recent early earlier first second third finally at of to or not only
    her his their our its a an is was did does has had can could would should may might why how what who where which today once still yet compare contrast my your take imagine""",
    months="january february march april may june july august september october november december spring summer autumn fall winter",
    credits=r"photo(?:graph)?s?|(?:cover )?images?|pictures?|illustrations?|artwork|cover(?: art)?|posted|translated|edited|(?:medically|expert) reviewed|fact.checked",
    consulted=r"accessed|retrieved|(?:last )?(?:updated|modified|changed|checked|viewed|visited)",
    unnamed=r"(?:and )?(?:many )?others?|various(?: .*)?|several(?: .*)?|(?:the )?(?:authors?['’]s? |my |our )?own (?:notes?|experiences?|observations?|practice)|(?:with )?thanks to .*|personal (?:experience|communication|notes)|see .*(?:above|below)",
    remark=r"(?:please )?notes?|tips?|myths?|facts?|(?:for )?examples?|next|previous|tags|contact|hotline|warning|important|remember|reminder",
    furniture=r"getty images.*|(?:buy|get|order) (?:the|our|this) \w+|scroll down|continue reading|(?:next|previous) page|watch (?:on|the) .*|listen on .*|become a member|posted in .*|reply|more \w+ below|via [A-Z][\w.]+|adapted from .*|"
    r"share (?:on|this|via) .*|(?:take|try|do|start) (?:our|this|the) (?:[\w-]+ ){0,3}(?:quiz|tests?|survey|questionnaire|course)\b.*|(?:click|tap) (?:here|below)\b.*|"
    r"(?:learn|discover|find out) more\b.*|(?:also read|read (?:also|next|this)|follow now|press play|watch|listen)(?: \w+){0,5}: .*|listen to (?:the|our) .*|download (?:the|our|your|this|a) .*|"
    r"(?:tweet|pin|print|save|copy|bookmark|email) (?:this|link)\b.*|(?:leave|post|write) (?:a|your) (?:comment|reply)\b.*|(?:comment|comments) below.*|related: .*|"
    r"book (?:a|your) (?:free )?(?:session|call|appointment|consultation)\b.*|(?:join|sign up) (?:us|for our) .*|(?:add|tell us|share) yours?\b.*|please (?:add|share|note|see|cite)\b.*",
    naming=r"(?:(?:also|sometimes|often|commonly|otherwise|formerly|variously|familiarly|popularly|informally|alternatively|frequently|colloquially|occasionally|better|usually|more commonly)(?: also)? "
    r"(?:(?:known|referred to|described) as|(?:called|termed|named|styled|nicknamed|dubbed|labell?ed|spelled)(?: as)?)|known (?:(?:also|informally|colloquially|popularly|in \w+) )?as|"
    r"(?:often |sometimes |commonly )?(?:shortened (?:to|as)|abbreviated(?: to| as)?)|or simply|speaks? of (?:it|them|this \w+) as|"
    r"(?:(?:it )?goes by|has|known (?:by|under)) (?:several|many|various|different|two|three|other) names(?::|,? including|,? such as)|it goes by(?: the names?(?: of)?)?|(?:another|a second) (?:name|word|term)(?: for (?:it|this|such a \w+))? is|synonyms? (?:is|are|include)|knows? it as|(?<!\w )(?<!, )(?:it|this) is (?:simply |widely )?(?:called|known as)|has been (?:called|dubbed|named)|(?:known )?under the name|its (?:other|second) names? (?:is|are)|know (?:it|them) (?:under|by) the names?(?: of)?) ",
)
