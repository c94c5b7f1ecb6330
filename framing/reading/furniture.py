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
    r"(?:got|have) a (?:news )?tip\b.*",
    r"send (?:us )?(?:a |your )?tips?\b.*",
    r"(?:stay tuned|follow live|live blog|watch live|more to (?:come|follow))\b.{0,60}",
    r"\w+=\"?https?://.*",
    r"(?:https?://|www\.)\S+",
)
"""A line that belongs to the page, however it ends."""

CALL = _opening(
    r"sign up\b.{0,80}(?:newsletter|inbox|e-?mail|alert|daily|today|free|here|weekly|morning|"
    r"updates|briefing)",
    r"subscribe (?:to|now|today|here|for|and)\b",
    r"(?:click|tap) (?:here|the|on)\b.{0,60}(?:to|for|here|link|bell|button|app|more)\b",
    r"click here\b",
    r"follow (?:us|@\w+|along)\b",
    r"follow .{1,60} on (?:twitter|facebook|instagram|telegram|x|threads|bluesky|tiktok|whatsapp)\b",
    r"(?:like|find|join) us on\b",
    r"join (?:our|the) (?:newsletter|telegram|whatsapp|channel|conversation|discussion|mailing)\b",
    r"download (?:the|our)\b.{0,40}\bapp\b",
    r"get (?:the|our)\b.{0,40}\b(?:app|newsletter|headlines)\b",
    r"get .{0,80}(?:delivered )?(?:straight )?(?:to|in) your inbox",
    r"stay (?:tuned|up to date|informed|connected|in the know)\b",
    r"(?:support|help|fund|donate to|contribute to) .{0,60}"
    r"\b(?:journalism|newsroom|our (?:work|reporting|mission|site))\b",
    r"(?:we|this (?:web)?site) uses? cookies\b",
    r"by (?:signing up|subscribing|clicking)\b.{0,20} you (?:agree|accept)",
    r"you can unsubscribe\b",
    r"unsubscribe\b",
    r"(?:this site is )?protected by recaptcha\b",
    r"(?:log|sign) in (?:to|or|with)\b",
    r"register (?:to (?:comment|read|continue|access|join|post)|or (?:log|sign)|now|here)\b",
    r"(?:read|watch|listen to|see) (?:the )?(?:full|whole|complete|entire|rest of the) "
    r"(?:story|article|interview|post|report|episode|video|transcript|piece|column)\b",
    r"(?:read|find|see|learn) (?:more|out more) (?:here|about|on|from|at|in)\b.{0,80}$",
    r"(?:leave|post|write) (?:us )?(?:a|your) comments?\b",
    r"tell us (?:what you think|in the comments)\b",
    r"(?:re)?enter your e-?mail\b",
    r"please (?:verify|re-enter|enter|enable|disable) (?:you|your|a|java|ad)",
    r"invalid e-?mail\b",
    r"all rights reserved\b",
    r"copyright (?:©|\(c\)|\d{4})",
    r"© ?\d{4}",
    r"don[’']t miss (?:a|an|our|out)\b.{0,40}(?:story|update|newsletter|thing|news)",
    before="(?:please |simply |just )?",
)
"""A sentence that asks something of the reader, on the site's behalf."""

BANNER = re.compile(
    r"^\W*(?:all |get |read |watch )?(?:the )?(?:latest|breaking|top|live|daily)(?:,? (?:and )?\w+)? "
    r"(?:news|stories|headlines|updates|videos|coverage)\b",
    re.IGNORECASE,
)
"""What a site says of itself: furniture only beside a call."""

_THIS = r"this (?:story|article|post|piece|column|essay|transcript|op-ed)"
ABOUT = re.compile(
    "|".join(
        (
            r"\bcontributed (?:\w+ )?(?:to|reporting to) this (?:report|story|article|post|piece)\b",
            r"^\W*contributing ?:",
            r"^\W*(?:additional )?(?:reporting|writing|editing) by\b",
            r"^\W*(?:the |any |all )?(?:opinions?|views?) expressed\b.{0,80}\b(?:own|author|solely|not)\b",
            rf"^\W*{_THIS} (?:was|has been|is|first|originally|also|appeared)\b.{{0,40}}"
            r"\b(?:updated|published|appeared|corrected|republished|adapted|translated|syndicated)\b",
            rf"^\W*{_THIS} (?:(?:first|originally) )?appear(?:s|ed) (?:first |originally )?(?:in|on|at)\b",
            r"^\W*(?:editor[’']s note|correction|clarification)\s*:",
            r"^\W*reprinted (?:with|by) permission\b",
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
