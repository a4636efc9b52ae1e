"""Kinds of statement of a proposal that deny one another: about how people and data are dealt with."""

from __future__ import annotations

from advisor.governance.drafting.two_ways import ANSWERED_NO, NO, TwoWays

_WHAT_IS_LEFT = (
    r"(?:the |this |our |its |any )?(?:[\w-]+ )?(?:scheme|list|pilot|trial|programme|study|register|file|project"
    r"|service|sharing|matching|database)"
)
_LEAVES = (
    rf"opt(?:ed|ing)?[ -]out\b(?! of (?!it\b|this\b|that\b|{_WHAT_IS_LEFT}))|pull(?:ed|ing)? out"
    rf"|drop(?:ped|ping)? out|leav(?:e|ing) {_WHAT_IS_LEFT}|com(?:e|ing) off"
    rf"(?: it| {_WHAT_IS_LEFT})|(?:be )?(?:taken|removed|struck) (?:off|out of|from) {_WHAT_IS_LEFT}"
)
LEAVE = (
    rf"{_LEAVES}|leave (?:at any time|when\w*)|withdraw(?= |[.,;]|$)(?! (?:money|cash|funds|an offer|the))"
    rf"|stop (?:at any time|when\w*)|stop taking"
    r" part|say no\b|change (?:their|your|his|her) minds?|not want to (?:take part|be (?:in|part))|be taken off"
)
"""What somebody does who no longer takes part."""
CANNOT_LEAVE = (
    rf"{_LEAVES}|withdraw (?:a|any|their|his|her|your|from|once|after|later|consent)|withdraw(?=[.,;]|$)"
    rf"|remov(?:e|ing) [\w' ]{{2,20}} from {_WHAT_IS_LEFT}"
)
"""The same, as words after a “cannot”."""

ABOUT_HANDLING = (
    TwoWays(
        field="opt_out",
        denied=r"voluntary|optional|free to (?:refuse|say no)|nobody (?:has to|is made to)"
        r"|no obligation|entirely up to"
        rf"|(?<!nobody )(?<!no one )(?<!none )\b(?:can|may|are free to|is free to|able to|right to|entitled to)\b"
        rf"(?! not)[^.;]{{0,45}}?\b(?:{LEAVE})",
        told=rf"(?:cannot|can['’]t|may not|unable to|not (?:be )?(?:possible|able|free|allowed) to|impossible to|no way"
        rf"(?: of| to| for \w+ to)|no (?:means|right) (?:of|to)|(?:nobody|no one|none)(?: of \w+)? (?:can|may))"
        rf"[^.;]{{0,20}}?\b(?:{CANNOT_LEAVE})|compulsory|mandatory|must (?:use|have|sign|take part|join)"
        r"|no opt.?out|can.t (?:opt out|refuse)|required to"
        r"|everyone (?:has to|must)|(?:nobody|no one|none) (?:can|may) (?:decline|refuse|opt out)",
        other=r"\bstaff\b|training|who run|wardens|officers",
    ),
    TwoWays(
        field="access_control",
        denied=r"\bonly (?:the |our )?(?:[\w-]+ ){1,4}(?:(?:can|may|will) (?:see|open|view|read|access)"
        r"|sees?|has|opens?"
        r"|gets?|reads?)\b|no one else (?:can|has)"
        r"|only (?:the )?(?:two|three|four|five|six|\d+) (?:of us|people|staff|officers)|strictly limited"
        r"|access (?:is |will be )?(?:limited|restricted|confined) to (?:the )?(?:\w+ ){0,2}(?:two|three|four|five"
        r"|six|\d+|named)",
        told=r"\b[Aa](?:ll|ny) (?:[\w-]+ ){1,6}(?:can|may|have|will) (?:see|open|view|read|access)\b"
        r"|all (?:staff|officers"
        r"|teachers|users|councillors) (?:can|have|will)\b|everyone (?:can|has)|anyone in the"
        r"|have [^.;]{3,20} open\b|shared (?:login|password|inbox)",
        other=r"published|summary|were told|be told|training",
    ),
    TwoWays(
        field="article_6",
        denied=r"(?:do not|don['’]t|never|need not|no need to) (?:ask|need|seek|rely|get)\b[^.]{0,30}\bconsent"
        r"|no consent (?:is )?(?:asked|needed|sought|required)|consent is(?: not|n['’]t) (?:asked|needed|required"
        r"|our|the)",
        told=r"(?:must|has to|have to|needs? to|will) (?:give|sign|get|ask|seek|obtain)\b[^.]{0,25}\bconsent"
        r"|rely on consent"
        r"|[Cc]onsent is (?:our|the (?:lawful|legal)|asked|needed|required|sought)",
        other=r"photograph|planning|for \w+ only",
    ),
    TwoWays(
        field="article_6",
        denied=r"(?:basis|rely|relies|relying|based|rests?)\b[^.;]{0,30}\bconsent\b|\bconsent and rely\b"
        r"|consent is (?:our"
        r"|the) (?:lawful |legal )?basis"
        r"|(?:lawful|legal) basis: ?consent",
        told=r"(?:required|compelled|obliged|laid down) by (?:law|statute|the [A-Z])|\brequires? (?:it|this|us to)\b"
        r"|statutory (?:duty|obligation) to|(?:nobody|no one) can (?:decline|refuse|opt out)|(?:no"
        r"|without) (?:right|way) to refuse"
        r"|legally (?:obliged|required) to|(?:compulsory|mandatory) (?:for (?:all|every)|under|by law)",
        other=r"dpia|impact assessment|consent (?:is )?required",
    ),
    TwoWays(
        field="human_review",
        denied=rf"no (?:solely )?automated decisions?\b|no automatic decisions?"
        rf"|automated decisions?(?:[ -]making)?(?:{ANSWERED_NO})"
        r"|decisions? (?:is|are) (?:not|never) (?:automated|taken by (?:a|the) (?:machine|system))"
        r"|(?:decisions?|case|claim|application) (?:is|are|will be) (?:always )?(?:taken|made|decided) by (?:a"
        r"|an) (?:person|officer|human)"
        r"|(?:person|human|officer|member of staff) (?:always )?(?:takes?|makes?|decides?) (?:on )?(?:every|each"
        r"|all|the)",
        told=r"\bauto-?(?:refus|reject|award|approv|clos|declin|cancel|suspend)\w*|automatically (?:refus|reject|clos"
        r"|declin|cancel"
        r"|suspend|stop|award|grant|remov)\w+|(?:refus|reject|clos|declin|cancel|suspend|award|grant|turn|accept"
        r"|pay|issu)(?:e?s|e?d|ed)?\b[^.;]{0,50}"
        r"\b(?:by itself|on its own|automatically|unaided|without (?:any|a|an) (?:officer|person|human"
        r"|member of staff))",
        other=r"reminder|back-?up|e-?mails? go",
    ),
    TwoWays(
        field="security_measures",
        denied=r"fully encrypted|always encrypted|encrypted (?:throughout|end to end|at all times)|(?:encrypted"
        r"|secure) (?:file )?(?:transfer"
        r"|e-?mail|portal)\b[^.;]{0,15}\bonly|only (?:by|through|over) (?:encrypted|secure)"
        r"|never (?:sent )?by (?:e-?mail|post)",
        told=r"unencrypted|not encrypted|plain (?:e-?mail|text)|no encryption|isn.t encrypted"
        r"|(?<!secure )(?<!encrypted )\be-?mailed"
        r"|by (?:ordinary |normal )?e-?mail\b|as an (?:e-?mail )?attachment|memory sticks?|by post\b",
        other=r"web ?page|holds nothing|\bnever\b|leaflet|reminder|\bnot (?:be )?(?:sent|e-?mailed)",
    ),
    TwoWays(
        field="consultation",
        denied=r"no consultation|(?:nobody|no one) (?:has been|was) (?:asked|consulted)|(?:not|never"
        r"|n['’]t) (?:been )?(?:yet )?consult\w*"
        r"|consultation(?:: ?(?:none|no|nil)\b| has not)",
        told=r"(?<!not )(?<!not been )\b(?:were|was|been|have) (?:fully )?consulted|\bconsulted (?:with|the|all|our)"
        r"|open (?:evenings?|days?|meetings?)"
        r"|(?:focus groups?|survey|workshop)s? (?:was|were) (?:held|run)",
        other=r"\bwill be\b|planned",
    ),
    TwoWays(
        field="privacy_notice",
        denied=r"(?:shall|will|do|can|are|is) (?:not|n['’]t) (?:be )?(?:tell|told|inform(?:ed)?|notif(?:y"
        r"|ied))\b(?: (?:people|them|anyone"
        r"|anybody|patients|tenants|residents|parents|pupils|staff|users|customers|individuals"
        r"|the people))?(?=[ ,.;]*(?:$|as|because"
        r"|since|about|of|that|before))|(?:nobody|no one) (?:is|will be) (?:told|informed)"
        r"|no (?:privacy )?notice (?:is|will be) (?:given|sent)",
        told=r"\b(?:everyone|everybody|people|patients|tenants|residents|parents|individuals|all \w+|they) (?:is|are"
        r"|will be|have been|was"
        r"|were) (?:told|informed|notified|written to)|(?:privacy )?notice (?:is|will be|has been) (?:sent|given"
        r"|posted|handed)",
        other=r"supplier|complained|nobody",
    ),
    TwoWays(
        field="automation",
        denied=rf"(?:{NO})[^.;]{{0,25}}\b(?:facial recognition|face recognition|face matching)"
        rf"|facial recognition(?:{ANSWERED_NO})",
        told=r"(?:compar|match)\w*[^.;]{0,25}\bfaces?\b|\bfaces? (?:is|are|will be) (?:matched|compared|recognised"
        r"|checked)"
        r"|facial recognition (?:is|will be|runs|has been) (?:used|on|switched|run|live)",
        other=r"ruled out|looked at",
    ),
    TwoWays(
        field="automation",
        denied=rf"(?:{NO})[^.;]{{0,20}}\b(?:AI|artificial intelligence|machine learning)\b|(?:AI"
        rf"|artificial intelligence)(?:{ANSWERED_NO})",
        told=r"\b(?:machine[ -]learning|neural|learned|trained) (?:model|network|algorithm)|(?:model"
        r"|algorithm) (?:scores|predicts|ranks|learns)"
        r"|language model (?:writes|drafts|reads|sums)|AI (?:tool|model|assistant) (?:reads|writes|scores|flags"
        r"|sorts|suggests)",
        other=r"ruled out|not yet",
    ),
    TwoWays(
        field="automation",
        denied=rf"(?:{NO})[^.;]{{0,15}}\b(?:profil|scor(?:ing|ed|es?\b)|rank(?:ing|ed)|rat(?:ing|ed)\b)\w*"
        rf"|profiling(?:{ANSWERED_NO})",
        told=r"(?:given|gets?|has|gives?|assigns?|receives?) [^.;]{0,25}\b(?:score|rating|rank|risk band)|\b(?:is|are"
        r"|will be) (?:scored"
        r"|ranked|rated|profiled)|\bscores? (?:each|every|them|people|families|\w+s by)",
        other=r"survey|exam|test score",
    ),
    TwoWays(
        field="frequency",
        denied=r"once only|only once|\bone-?off (?:transfer|disclosure|sharing|exchange|extract|copy|flow|send)"
        r"|single transfer|not (?:be )?repeated"
        r"|(?:is|are|be) a one-?off\b(?! (?:cost|payment|fee))",
        told=r"(?:sent|shared?|send|transfer\w*|updat\w+|refresh\w*|extract\w*|upload\w*"
        r"|flow\w*)\b[^.;]{0,30}\b(?:every (?:day|week|month|night"
        r"|quarter|term|year)|each (?:day|week|month|night|quarter|term|year)|daily|weekly|monthly|nightly"
        r"|quarterly|termly)",
        other=r"cost|fee|review",
    ),
    TwoWays(
        field="training",
        denied=r"(?:nobody|no one|none of)[^.;]{0,25}\b(?:train(?:ed|ing))|no training\b|(?:not|n.t"
        r"|never)(?: yet)? (?:been |had )?(?:any )?train(?:ed|ing)",
        told=r"(?:all|every|each)[^.;]{0,25}\b(?:have|has|are|is|were|was) (?:been |all )?(?:fully )?trained"
        r"|training (?:has been|was) (?:given|done|completed)",
        other=r"used for training|to train|train the|supplier",
    ),
    TwoWays(
        field="audit_log",
        denied=rf"(?:{NO})[^.;]{{0,20}}\b(?:audit (?:log|trail)|logg(?:ed|ing)|access log)|audit (?:log"
        rf"|trail)(?:{ANSWERED_NO})",
        told=r"(?:every|each|all)[^.;]{0,40}\b(?:is|are|will be) (?:logged|recorded in the log)|audit (?:log"
        r"|trail) (?:records|shows|of every)",
        other=r"not logged in|logged in\b|logged out",
    ),
    TwoWays(
        field="contract",
        denied=r"\bno (?:written )?contract\b|contract: ?(?:none|no)\b"
        r"|(?:not|never|n.t) (?:yet )?(?:been )?signed (?:a "
        r"|the )?contract|contract (?:has|is)"
        r"(?: not|n.t) (?:been )?signed",
        told=r"contract (?:was|has been|is) signed|signed (?:a|the) contract|under (?:a|the"
        r"|our) (?:signed )?contract (?:of|dated|with)",
        other=r"no contract (?:change|variation)",
    ),
    TwoWays(
        field="role_split",
        denied=r"\bjoint(?:ly)? (?:data )?controllers?",
        told=r"\b(?:independent|separate|sole|own right|in its own right)(?: data)? controllers?",
        other=r"neither",
    ),
)
"""Who decides and who may refuse, how people are told, how data are guarded."""
