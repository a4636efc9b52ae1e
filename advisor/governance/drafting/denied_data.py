"""Kinds of statement of a proposal that deny one another: about the data, and who gets them."""

from __future__ import annotations

from advisor.governance.drafting.two_ways import ANSWERED_NO, NO, TwoWays

_HOLDS = (
    r"(?:record|collect|hold|keep|store|includ|contain|ask(?:s|ed)?(?: \w+){0,2} for|gather|list|show|print|giv|tak"
    r"|captur|log|has|have"
    r"|capture|note|sets? out|made up of|fields?|data items?|columns?|with (?:the|each|their))\w*"
)
_IDENTIFIERS = (
    r"(?:(?:sur|fore|full |first |last )?names?\b(?! of the (?:system|project|file|supplier))|dates? of birth"
    r"|NHS numbers?"
    r"|CHI(?: numbers?)?\b|national insurance|home address|addresses\b|e-?mail address|phone numbers?"
    r"|photographs? of)"
)
_HEALTH = (
    r"(?:diagnos\w+|medication|medicines|health (?:conditions?|needs|records?)|medical|illness\w*|blood pressure"
    r"|mental health|disabilit\w+|treatment|GP (?:letters?|notes?)|allerg\w+|pregnan\w+)"
)
_SPECIAL = (
    rf"(?:{_HEALTH}|religio\w+|ethnic\w*|faith\b|sexual (?:orientation|life)|trade union|fingerprints?|biometric"
    r"|political (?:views|opinions)|genetic)"
)
_ABROAD = (
    r"(?:Mumbai|Bangalore|Bengaluru|Manila|Bucharest|Warsaw|Kraków|Krakow|Chennai|Hyderabad|Pune|Delhi|Cape Town"
    r"|Ireland"
    r"|Dublin|Frankfurt|Germany|Virginia|Ohio|Oregon|California|Texas|United States|(?-i:\bUSA?\b)|America\w*"
    r"|India\b|Philippines"
    r"|Netherlands|Amsterdam|Paris|France|Poland|Canada|Singapore|Sydney|Australia|overseas|abroad|offshore|Israel"
    r"|Romania|Portugal|Spain|Sweden|Finland|Vietnam|South Africa|Kenya|Ukraine|Bulgaria|Sofia|Lisbon|Stockholm"
    r"|outside (?:of )?the (?:UK|United Kingdom))"
)
_BODY_NAMED = (
    r"(?:polic\w+|council|school|insurers?|landlords?|universit\w+|department|newspaper|press|company|employers?"
    r"|banks?"
    r"|charit\w+|supplier|partners?|association|agency|board|trust|ministry|home office|DWP|HMRC|NHS|[\w ]+ Ltd|firm"
    r"|forum|contractors?|researchers?|agents?|service)\b"
)
_OTHER_THINGS = r"(?:published|public(?:ation)?|tables?|statistics|report|findings|results|web ?page|summary)"


ABOUT_THE_DATA = (
    TwoWays(
        field="hosting",
        denied=r"(?:never leaves?|stays?|remains?|nothing (?:leaves|goes outside)"
        r"|held|kept|stored|hosted|based|hosting:?"
        r"|only|all)\b"
        r"[^.;]{0,30}\b(?:the )?(?:UK|United Kingdom|Britain)\b|(?:UK|United Kingdom|Britain)[ -]only"
        r"|no (?:overseas|transfers?\b|data (?:leaves?|goes?|go|are sent|is sent) (?:outside|abroad|overseas|the))"
        r"|nothing (?:goes )?(?:abroad|overseas)|(?:transfers?|overseas)[^.;]{0,25}[:?] ?(?:no|none)\b",
        told=rf"{_ABROAD}",
        other=r"customers|head ?office|parent|families|born|visitors|offices in|no access|conference|equipment|made in"
        r"|owned by",
    ),
    TwoWays(
        field="special_category",
        denied=rf"(?:{NO})[^.;,]{{0,40}}\b(?:health|medical) (?:data|information|details)|health (?:data|information)"
        rf"(?:{ANSWERED_NO}|[^.;,]{{0,20}}(?:{NO}))",
        told=rf"\b{_HOLDS}\b[^.;]{{0,80}}\b{_HEALTH}",
        other=r"consult|health board|equality",
    ),
    TwoWays(
        field="special_category",
        denied=rf"(?:{NO})[^.;,]{{0,40}}\b(?:special[ -]category|sensitive (?:personal )?(?:data|information))"
        rf"|special[ -]category(?: data| information)?(?:{ANSWERED_NO}|[^.;,]{{0,20}}(?:{NO}))",
        told=rf"\b{_HOLDS}\b[^.;]{{0,90}}\b{_SPECIAL}",
        other=r"consult|equality (?:impact|was|duty|analysis)|affected differently",
    ),
    TwoWays(
        field="data_items",
        denied=r"\bno (?:names?|personal data|identifiers|addresses|photos?)\b|without names|\banonym(?:ous|ised"
        r"|ized)(?:ly)?\b"
        rf"|(?:personal data|names?|identifi\w+)(?:{ANSWERED_NO})|(?:nobody|no one|no person) can be (?:identified"
        rf"|recognised)"
        r"|not (?:personally )?identifiable",
        told=rf"\b{_HOLDS}\b[^.;]{{0,60}}\b{_IDENTIFIERS}",
        other=rf"{_OTHER_THINGS}|from which|before (?:it|they) (?:is|are)|pseudonym|key|strip|remov|replac|separate",
    ),
    TwoWays(
        field="recipients",
        denied=r"\bnothing (?:will be|is|gets)? ?(?:shared|passed on|disclosed)|(?<!longer )\b(?:not|never|isn.t"
        r"|won.t) (?:be )?(?:shared"
        r"|passed on|disclosed|sold)\b|no (?:data )?sharing\b|(?:shared|sharing)(?: with)?: ?(?:nobody|no one|none"
        r"|no\b)"
        r"|(?:recipients|third parties): ?(?:nobody|no one|none|no\b)"
        r"|nobody (?:else|outside)[^.;]{0,20}(?:sees?|gets?|receives?|has)|stays? (?:in-house|with us|within the)"
        r"|(?:shared|passed|goes|leaves?)[^.;]{0,20}outside (?:the|our|of the) (?:council|board|trust|organisation"
        r"|team|school)",
        told=r"\b(?:sends?|sent|pass(?:es|ed)?|give[sn]?|goes|go|forwards?|forwarded|hands?|handed|shares?|shared|copied"
        r"|disclosed"
        rf"|released|supplied|uploaded)\b[^.;]{{0,60}}\b(?:to|with) (?:the |a |our "
        rf"|an )?(?:(?:[\w’'-]+ ){{0,4}}?{_BODY_NAMED}"
        r"|(?-i:[A-ZÀ-Þ][\w’'-]+ [A-ZÀ-Þ]))",
        other=r"\bour own\b|within the",
    ),
    TwoWays(
        field="data_subjects",
        denied=r"adults only|only adults|no children|(?:not|n.t) (?:include|cover|concern|involve"
        r"|apply to)[^.;]{0,15}(?:children|pupils|minors|under)|over (?:16|18)s? only|nobody under|under[ -]?(?:16"
        r"|18)s? (?:are )?(?:excluded"
        r"|not included)|no one under",
        told=r"under (?:16|18)\b|aged? (?:[1-9]|1[0-7])\b|(?:[1-9]|1[0-7]) years? old|children (?:are|will|who|take)"
        r"|pupils"
        r"|\b(?:babies|toddlers|minors)\b",
        other=r"excluded|no longer|has run|visit",
    ),
    TwoWays(
        field="data_items",
        denied=rf"(?:{NO})[^.;]{{0,20}}\b(?:sound|audio|speech|voices?)\b|(?:audio|sound)(?:{ANSWERED_NO}"
        rf"|[^.;,]{{0,12}}(?:{NO}))",
        told=r"\b(?:audio|sound|speech|voices?) (?:is|are|will be|gets?) (?:captured|recorded|kept|picked up|taped"
        r"|switched on)"
        r"|(?:record|captur|pick|tape|hear)s?(?: up)? (?:the )?(?:sound|audio|voices?|speech|conversations?|talk)"
        r"|microphones? (?:is|are|will be) (?:on|live|active)",
        other=r"control room|telephone|phone calls",
    ),
    TwoWays(
        field="linkage",
        denied=rf"(?:{NO})[^.;]{{0,20}}\b(?:match(?:ed|ing)|link(?:ed|ing|age)|join(?:ed|ing))\b(?! (?:the|a) (?:scheme"
        rf"|service))|"
        rf"(?:matching|linkage)(?:{ANSWERED_NO})",
        told=r"\b(?:is|are|will be) (?:matched|linked|joined|combined) (?:with|to|against)\b|\b(?:matches|links"
        r"|combines) (?:it|them|the \w+|records)"
        r"[^.;]{0,40}\b(?:with|to|against)\b",
        other=r"web|website|page",
    ),
    TwoWays(
        field="systems",
        denied=rf"(?:{NO})[^.;]{{0,20}}\b(?:track(?:ed|ing)?|follow(?:ed|ing)?|locat(?:ed|ion data))\b",
        told=r"(?:GPS|location|position|whereabouts)[^.;]{0,25}\b(?:is|are|will be) (?:logged|recorded|kept|sent|shown"
        r"|reported)",
        other=r"of the (?:building|office|site)",
    ),
    TwoWays(
        field="sub_processors",
        denied=rf"(?:{NO})[^.;]{{0,20}}\bsub-?(?:processors?|contractors?|contract\w*)|sub-?(?:processors?"
        rf"|contractors?)(?:{ANSWERED_NO})",
        told=r"\bsub-?contract(?:s|ed) [^.;]{0,40}\bto\b"
        r"|(?:its|their|the) sub-?(?:contractors?|processors?),? (?-i:[A-ZÀ-Þ])"
        r"|on (?:its|their) behalf by (?-i:[A-Z])",
        other=r"building work|cleaning",
    ),
    TwoWays(
        field="reuse",
        denied=r"(?:not|never)(?: be)? used for any(?:thing)? (?:other|else)|(?:no|for no) other (?:purpose|use)"
        r"|used (?:only|solely) for (?:this|that|the)"
        r"|only for (?:this|that) purpose",
        told=r"(?:will|may|can) also (?:be used|use|help|serve|inform)|also (?:used|use|useful) (?:for|to)\b"
        r"|re-?used? (?:for|to|by)|to (?:train|improve)"
        r" (?:its|their|the) (?:models?|products?|software)",
        other=r"no other way|rule",
    ),
)
"""What is held, of whom, where, and who gets it."""
