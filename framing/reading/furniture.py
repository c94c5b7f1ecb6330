"""Words by which a page's furniture is known: what it asks of readers, labels, notes on the article."""

import re


def _whole(*alternatives: str) -> re.Pattern[str]:
    """A line that is one of these and nothing else but marks around it."""
    return re.compile(rf"^[\W_]*(?:{'|'.join(alternatives)})[\W_]*$", re.IGNORECASE)


def _opening(*alternatives: str, before: str = "", after: str = "") -> re.Pattern[str]:
    """A line or sentence that begins with one of these."""
    return re.compile(rf"^\W*{before}(?:{'|'.join(alternatives)}){after}", re.IGNORECASE)


_BUTTON = (
    r"(?:share|tweet|print|e-?mail|comments?|subscribe|close|loading|videos?|photos?|gallery|menu|search|home|reply|"
    r"report|like|save|copy|link|more|watch|listen|play|replay|skip|next|prev(?:ious)?|back|top|transcript|embed|"
    r"newsletters?|"
    r"download|whatsapp|facebook|twitter|telegram|linkedin|pinterest|reddit|youtube|instagram|rss|x)"
)
_BUTTON_GLUE = r"(?:this|article|story|page|on|to|via|with|of|image|\d[\d:.,]*)"
_ADVERT = r"(?:advertise?ments?|sponsored(?: content)?|promoted|paid (?:content|post))"

LINE = _whole(
    rf"{_ADVERT}(?:\W+(?:{_ADVERT}|continue reading\b.*|story continues.*|scroll .*))*",
    rf"{_BUTTON}(?:[\s,|/·•]+(?:{_BUTTON}|{_BUTTON_GLUE}))*",
    r"(?:story|article|scroll|continue)(?: (?:continue[sd]?|down|reading))? (?:below|to continue)\b.*",
    r"continue reading(?: .{0,60})?",
    r"slideshow \(\d+ images?\)",
    r"(?:prev )?(?:next )?image \d+ of \d+",
    r"share (?:this|on|via|with)\b.{0,60}",
    r"share:?.{0,60}(?:facebook|twitter|whatsapp|telegram).{0,80}",
    r"to (?:participate in|join|take part in) (?:the |this )?(?:discussion|conversation|debate|comments)\b.*",
    r"to (?:(?:leave|post|write) (?:a )?)?comments?\b.{0,20}(?:please|log|sign|register).*",
    r"(?:please )?(?:log|sign)[ -]?in\b.{0,80}",
    r"(?:please )?register (?:to (?:comment|read|continue|access|join|post)|now|here|for free|or)\b.{0,60}",
    r"(?:create|open) (?:an?|your) (?:free )?account\b.{0,60}",
    r"(?:terms (?:of|and)|privacy policy|cookie (?:policy|settings|notice))\b.{0,120}",
    r"(?:all rights reserved|accept (?:all|cookies))\b.{0,120}",
    r"read or share this (?:story|article)\b.*",
    r"don[’']t see the graphic\b.*",
    r"(?:got|have) an? (?:\w+ ){0,2}tip\b.*",
    r"our (?:standards|principles|policy|policies|code)\b.{0,60}",
    r"already (?:an? )?(?:have|registered|subscribed|subscriber|member)\b.{0,60}",
    r"you(?:[’']ve| have) (?:\w+ ){0,3}(?:free )?(?:articles?|stories) (?:left|remaining|this)\b.{0,40}",
    r"(?:the )?comments (?:below )?(?:have|are|were)(?: not)?(?: been| being)? (?:moderated|closed)\b.{0,60}",
    r"send (?:us )?(?:a |your )?tips?\b.*",
    r"(?:stay tuned|follow live|live blog|watch live|more to (?:come|follow))\b.{0,60}",
    r"\w+=\"?https?://.*",
    r"(?:https?://|www\.)\S+",
    r"(?:submitting|sending|please wait)\b.{0,30}",
)
"""A line that belongs to the page, however it ends."""

CALL = _opening(
    r"sign up (?:for|to)\b",
    r"sign up\b.{0,80}(?:newsletter|inbox|e-?mail|alert|daily|today|free|here|weekly|morning|"
    r"updates|briefing)",
    r"(?:thanks|thank you) for (?:signing|subscribing|reading|registering)\b",
    r"subscribe (?:to|now|today|here|for|and)\b",
    r"(?:click|tap) (?:here|the|on)\b.{0,60}(?:to|for|here|link|bell|button|app|more)\b",
    r"click here\b",
    r"for .{1,80} click (?:on|here)\b",
    r"follow (?:us|@\w+|along)\b",
    r"follow .{1,60} on (?:twitter|facebook|instagram|telegram|x|threads|bluesky|tiktok|whatsapp)\b",
    r"(?:like|find|join) us on\b",
    r"join (?:our|the) (?:newsletter|e-?mail|telegram|whatsapp|channel|conversation|discussion|mailing)\b",
    r"download (?:the|our)\b.{0,40}\bapp\b",
    r"get (?:the|our)\b.{0,40}\b(?:app|newsletter|headlines)\b",
    r"(?:get|catch) (?:all )?(?:the )?(?:latest|live|breaking)\b.{0,40}\b(?:news|updates|headlines)\b",
    r"get .{0,80}(?:delivered )?(?:straight )?(?:to|in) your inbox",
    r"stay with .{1,40} for (?:updates|more|the latest)\b",
    r"check back (?:here |later |soon |often )*for\b",
    r"stay (?:tuned|up to date|informed|connected|in the know)\b",
    r"(?:support|help|fund|donate to|contribute to) .{0,60}"
    r"\b(?:journalism|newsroom|our (?:work|reporting|mission|site))\b",
    r"(?:we|this (?:web)?site)(?: and (?:our|its)\b.{0,40})? (?:uses?|stores?)\b.{0,60}"
    r"\b(?:cookies|on (?:a|your) device)\b",
    r"you (?:may|can) (?:click|tap|change|withdraw)\b.{0,60}\b(?:consent|preferences|choices|settings)\b",
    r"reach (?:him|her|them|us|the (?:author|reporter|writer)) (?:at|on|by|via)\b",
    r"have you been (?:affected|caught)\b",
    r"by (?:signing up|subscribing|clicking)\b.{0,20} you (?:agree|accept)",
    r"you (?:can|may) (?:unsubscribe|opt[- ]out)\b",
    r"you (?:agree to receive|must select a newsletter)\b",
    r"newsletter sign ?up\b",
    r"view all .{0,40}newsletters\b",
    r"an error has occurred\b",
    r"(?:something went wrong|sorry,? (?:there|something|this))\b",
    r"try again later\b",
    r"sound off\b",
    r"what do you think\?",
    r"listen to more\b",
    r"unsubscribe\b",
    r"(?:.{1,20} )?protected by recaptcha\b",
    r"(?:log|sign) in (?:to|or|with)\b",
    r"register (?:to (?:comment|read|continue|access|join|post)|or (?:log|sign)|now|here)\b",
    r"(?:read|watch|listen to|see) (?:the )?(?:full|whole|complete|entire|rest of the) "
    r"(?:story|article|interview|post|report|episode|video|transcript|piece|column)\b",
    r"(?:read|find|see|learn) (?:more|out more) (?:here|about|on|from|at|in)\b.{0,80}$",
    r"(?:leave|post|write) (?:us )?(?:a|your) comments?\b",
    r"tell us (?:what you think|in the comments|your (?:story|experience|views?))\b",
    r"(?:re)?enter your e-?mail\b",
    r"please (?:verify|re-enter|enter|enable|disable) (?:you|your|a|java|ad)",
    r"invalid e-?mail\b",
    r"all rights reserved\b",
    r"copyright (?:©|\(c\)|\d{4})",
    r"© ?\d{4}",
    r"(?:don[’']t|never) miss (?:a|an|our|out)\b.{0,40}(?:story|update|newsletter|thing|news)",
    before="(?:please |simply |just )?",
)
"""A sentence that asks something of the reader, on the site's behalf."""

BANNER = re.compile(
    r"^\W*(?:all |get |read |watch )?(?:the )?(?:latest|breaking|top|live|daily)(?:,? (?:and )?\w+)? "
    r"(?:news|stories|headlines|updates|videos|coverage)\b"
    r"|^\W*(?:all the|your daily|your weekly|every)(?: \w+)? "
    r"(?:news|headlines|stories|updates|guide|briefing)\b",
    re.IGNORECASE,
)
"""What a site says of itself: furniture only beside a call."""

ADDRESS = re.compile(r"\b(?:you|your|we|our|us)\b|^\W*(?:please|donate|delivered)\b", re.IGNORECASE)
"""A sentence that speaks to the reader or for the site: furniture only behind a call."""

OWN_WORK = re.compile(
    r"\bour (?:journalis(?:m|ts)|newsroom|story|stories|articles?|team|reporters|readers|content|"
    r"(?:web)?site|app|newsletters?|coverage|audience)\b",
    re.IGNORECASE,
)
"""A sentence about the site's own work: furniture only before a call."""

PLEA = re.compile(r"\b(?:your|us)\b", re.IGNORECASE)
"""A sentence that begs: furniture where nothing but calls and such sentences stand together."""

CONTACT = re.compile(
    r"\b(?:write|e-?mail|send|contact|reach|tips|letters?)\b.{0,200}\b[\w.+\-]{1,64}@[\w\-]{1,63}\.[a-z]{2}",
    re.IGNORECASE,
)
"""How to write to someone: furniture where the reader is spoken to."""

OUR = re.compile(r"\bour\b", re.IGNORECASE)
SERVICE = re.compile(
    r"\b(subscri(?:be|ption)|newsletter|website|premium|unlimited access|fewer ads|commenting|guidelines|"
    r"feedback|(?:reader|user) (?:discussion|comments)|readers|e-?mail|inbox|apps?|log in|account|cookies|"
    r"journalism|newsroom|content|offering|podcasts?|browser)\b",
    re.IGNORECASE,
)
"""Words of what a site offers; two of them beside "our" make a paragraph the site's own."""

_THIS = r"this (?:story|article|post|piece|column|essay|transcript|op-ed)"
ABOUT = re.compile(
    "|".join(
        (
            r"\bcontributed (?:\w+ )?(?:to|reporting to) this (?:report|story|article|post|piece)\b",
            r"^\W*contributing ?:",
            r"^\W*(?:additional )?(?:reporting|writing|editing) by\b",
            r"^\W*(?:the |any |all )?(?:opinions?|views?) expressed\b.{0,80}\b(?:own|author|solely|not)\b",
            rf"^\W*{_THIS} (?:was|has been|is|first|originally|also|appeared)\b.{{0,40}}"
            r"\b(?:updated|published|appeared|featured|corrected|republished|adapted|translated|syndicated)\b",
            rf"^\W*{_THIS} (?:(?:first|originally) )?appear(?:s|ed) (?:first |originally )?(?:in|on|at)\b",
            r"^\W*(?:editor[’']s note|correction|clarification)\s*:",
            r"^\W*reprinted (?:with|by) permission\b",
            r"^\W*(?:produced|narrated|recorded) by\b",
            r"^\W*transcripts? (?:is|are|was|were) (?:created|provided|generated|produced)\b",
            r"\bauto-?generated from an?\b",
            rf"^\W*{_THIS} (?:has|was|is)(?: not)?(?: been)?\b.{{0,30}}"
            r"\b(?:edited by|amended|auto-?generated)\b",
            r"^\W*this is an? (?:developing|breaking)(?: news)? story\b",
            r"^\W*this (?:live )?blog (?:is|has|was)(?: now)?(?: been)? clos",
            r"^\W*(?:a version of this (?:article|story|review|essay)|published in the print edition)\b",
            r"\bnot responsible for the content of external (?:web)?sites\b",
            r"\bdelayed (?:by )?(?:at least )?\d+ minutes\b",
            r"^\W*with (?:additional )?inputs? from\b",
        )
    ),
    re.IGNORECASE,
)
"""A sentence about the article, or about who made it."""

TEASER = _opening(
    r"live(?: (?:updates?|blog|coverage|news|now|stream))?",
    r"as it happened",
    r"read(?: (?:more|also|next|full|here|it|this|on))*",
    r"see (?:also|more)",
    r"also (?:read|see|watch|on .{1,30})",
    r"related(?: (?:articles?|stories|story|coverage|news|posts?|video|links?|topics?|content))?",
    r"more(?: (?:on|from|in) .{1,40}| stories| news| coverage)?",
    r"watch(?: (?:live|now|more|also|video))?",
    r"listen(?: (?:now|to .{1,30}))?",
    r"(?:photos?|pictures?|videos?|gallery|in pictures|graphic|infographic|podcast|quiz|poll)",
    r"must[ -](?:read|see|watch)",
    r"just watched",
    r"don[’']t miss",
    r"recommended",
    r"trending",
    r"most (?:read|popular)",
    r"you (?:may|might) (?:also )?like",
    r"editor[’']?s[’']? (?:picks?|choice)",
    r"in case you missed it",
    r"up next",
    r"top stories",
    r"what to read next",
    after=r"\s*(?::|\||»|>|–|—)",
)
"""A label in front of a link to another article."""

LINK = _opening(
    r"(?:also read|read also|read more|read next|must read|see also|"
    r"related(?: (?:articles?|stories|story|coverage|news))?|"
    r"recommended|in case you missed it|what to read next|from the .{3,20} (?:issue|archives?))",
    after=r"\s*(?::|\||»|>)",
)
"""A label that is used for nothing but links: they need not be in title case."""

KICKER = _opening(
    r"(?:analysis|opinion|comment|explainer|explained|fact ?check|profile|timeline|q ?& ?a|"
    r"exclusive|review|interview)",
    after=r"\s*(?::|\|)",
)
"""The kind of an article in front of its headline."""

TEASER_WORDS = _whole(
    r"just watched\b.*replay.*",
    r"read more",
    r"see also",
    r"related(?: \w+)?",
    r"related coverage .*",
    r"recommended(?: \w+)*",
    r"trending(?: now)?",
    r"most (?:read|popular)",
    r"more on this",
    r"you (?:may|might) (?:also )?like",
    r"editor[’']?s[’']? picks?",
    r"up next",
    r"check out .*",
    r".* listen ?· ?[\d:]+.*",
)
"""A label that stands alone, or a link known by the words around it."""

LIST_LABEL = _whole(
    r"(?:recommended|trending|most (?:read|popular|watched|viewed)|editor[’']?s[’']? picks?|popular|related|"
    r"more (?:from|on|news|stories|like this)|latest (?:news|stories)|top stories|"
    r"read (?:more|also|next)|also read|see also|you (?:may|might) (?:also )?like|what to read next|"
    r"in other news|up next|don[’']t miss|(?:promoted|sponsored) (?:content|links|stories)|"
    r"from around the web)(?: [\w’']+){0,4}",
)
"""A label above a list of links."""

COMMENTS = _whole(
    r"(?:(?:read|view|show|see) )?(?:all )?\d+ (?:thoughts?|repl(?:y|ies)|responses?|comments?)"
    r"(?: (?:on|to) .{1,200})?",
    r"comments?(?: ?\(?\d+\)?)?",
    r"join the (?:conversation|discussion)",
    r"leave a (?:reply|comment)",
)
"""What may stand above readers' comments."""

COMMENT_PARTS = _whole(
    r"reply",
    r"newest|oldest",
    r"(?:best|worst) rated",
    r"sort by(?: \w+)?",
    r"load more comments",
    r"leave a reply",
)
"""What stands among readers' comments and nowhere else."""

SIGN_UP = re.compile(r"^\W*(?:sign up\b|newsletters?\W*$|.{0,40}\bnewsletters?\W*$)", re.IGNORECASE)
"""What a box for a newsletter begins with."""

FORM = _whole(
    r"(?:subscribe|sign up|sign me up|submit|join)(?: now| here| today| for free)?",
    r"(?:enter )?your e-?mail(?: address)?",
    r"e-?mail address",
    r"by (?:signing up|subscribing)\b.{0,200}",
)
"""What a box for a newsletter ends with: a field to fill, a button, the small print."""
