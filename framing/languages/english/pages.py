"""How pages in English are cleaned: what they ask of readers, labels, notes on the article, captions."""

from framing.languages.words import PageWords, listed

_BUTTON = (
    r"(?:share|tweet|print|e-?mail|comments?|subscribe|close|loading|videos?|photos?|gallery|menu|search|home|reply|"
    r"report|like|save|copy|link|more|watch|listen|play|replay|skip|next|prev(?:ious)?|back|top|transcript|embed|"
    r"newsletters?|"
    r"download|whatsapp|facebook|twitter|telegram|linkedin|pinterest|reddit|youtube|instagram|rss|x)"
)
_BUTTON_GLUE = r"(?:this|article|story|page|on|to|via|with|of|image|\d[\d:.,]*)"
_ADVERT = r"(?:advertise?ments?|sponsored(?: content)?|promoted|paid (?:content|post))"
_THIS = r"this (?:story|article|post|piece|column|essay|transcript|op-ed)"

PAGES = PageWords(
    lines=(
        rf"{_ADVERT}(?:\W+(?:{_ADVERT}|continue reading\b.*|story continues.*|scroll .*))*",
        rf"{_BUTTON}(?:[\s,|/·•]+(?:{_BUTTON}|{_BUTTON_GLUE}))*",
        r"(?:story|article|scroll|continue)(?: (?:continue[sd]?|down|reading))? (?:below|to continue)\b.*",
        r"continue reading(?: .{0,60})?",
        r"slideshow \(\d+ images?\)",
        r"(?:prev )?(?:next )?image \d+ of \d+",
        r"share (?:this|on|via|with)\b.{0,60}",
        r"share:?.{0,60}(?:facebook|twitter|whatsapp|telegram).{0,80}",
        r"to (?:participate in|join|take part in) (?:the |this )?(?:discussion|conversation|"
        r"debate|comments)\b.*",
        r"to (?:(?:leave|post|write) (?:a )?)?comments?\b.{0,20}(?:please|log|sign|register).*",
        r"(?:please )?(?:log|sign)[ -]?in\b.{0,80}",
        r"(?:please )?register (?:to (?:comment|read|continue|access|join|post)|now|here|for free|or)\b"
        r".{0,60}",
        r"(?:create|open) (?:an?|your) (?:free )?account\b.{0,60}",
        r"(?:terms (?:of|and)|privacy policy|cookie (?:policy|settings|notice))\b.{0,120}",
        r"(?:all rights reserved|accept (?:all|cookies))\b.{0,120}",
        r"read or share this (?:story|article)\b.*",
        r"don[’']t see the graphic\b.*",
        r"(?:got|have) an? (?:\w+ ){0,2}tip\b.*",
        r"our (?:standards|principles|policy|policies|code)\b.{0,60}",
        r"already (?:an? )?(?:have|registered|subscribed|subscriber|member)\b.{0,60}",
        r"you(?:[’']ve| have) (?:\w+ ){0,3}(?:free )?(?:articles?|stories) (?:left|remaining|this)\b.{0,40}",
        r"(?:the )?comments (?:below )?(?:have|are|were)(?: not)?(?: been| being)? "
        r"(?:moderated|closed)\b.{0,60}",
        r"send (?:us )?(?:a |your )?tips?\b.*",
        r"(?:stay tuned|follow live|live blog|watch live|more to (?:come|follow))\b.{0,60}",
        r"\w+=\"?https?://.*",
        r"(?:https?://|www\.)\S+",
        r"(?:submitting|sending|please wait)\b.{0,30}",
    ),
    calls=(
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
        r"join (?:our|the) (?:newsletter|e-?mail|telegram|whatsapp|channel|conversation|"
        r"discussion|mailing)\b",
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
    ),
    polite=("please", "simply", "just"),
    banners=(
        r"^\W*(?:all |get |read |watch )?(?:the )?(?:latest|breaking|top|live|daily)(?:,? (?:and )?\w+)? "
        r"(?:news|stories|headlines|updates|videos|coverage)\b",
        r"^\W*(?:all the|your daily|your weekly|every)(?: \w+)? "
        r"(?:news|headlines|stories|updates|guide|briefing)\b",
    ),
    address=(r"\b(?:you|your|we|our|us)\b", r"^\W*(?:please|donate|delivered)\b"),
    own_work=(
        r"\bour (?:journalis(?:m|ts)|newsroom|story|stories|articles?|team|reporters|readers|content|"
        r"(?:web)?site|app|newsletters?|coverage|audience)\b",
    ),
    pleas=(r"\b(?:your|us)\b",),
    write_to=("write", "e-?mail", "send", "contact", "reach", "tips", "letters?"),
    ours=("our",),
    services=(
        r"subscri(?:be|ption)|newsletter|website|premium|unlimited access|fewer ads|commenting|guidelines",
        r"feedback|(?:reader|user) (?:discussion|comments)|readers|e-?mail|inbox|apps?|log in|account",
        "cookies|journalism|newsroom|content|offering|podcasts?|browser",
    ),
    about=(
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
    ),
    teasers=(
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
    ),
    links=(
        r"(?:also read|read also|read more|read next|must read|see also|"
        r"related(?: (?:articles?|stories|story|coverage|news))?|"
        r"recommended|in case you missed it|what to read next|from the .{3,20} (?:issue|archives?))",
    ),
    kickers=(
        r"(?:analysis|opinion|comment|explainer|explained|fact ?check|profile|timeline|q ?& ?a|"
        r"exclusive|review|interview)",
    ),
    lone_teasers=(
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
    ),
    list_labels=(
        r"(?:recommended|trending|most (?:read|popular|watched|viewed)|editor[’']?s[’']? picks?|popular|"
        r"related|more (?:from|on|news|stories|like this)|latest (?:news|stories)|top stories|"
        r"read (?:more|also|next)|also read|see also|you (?:may|might) (?:also )?like|what to read next|"
        r"in other news|up next|don[’']t miss|(?:promoted|sponsored) (?:content|links|stories)|"
        r"from around the web)(?: [\w’']+){0,4}",
    ),
    comment_headings=(
        r"(?:(?:read|view|show|see) )?(?:all )?\d+ (?:thoughts?|repl(?:y|ies)|responses?|comments?)"
        r"(?: (?:on|to) .{1,200})?",
        r"comments?(?: ?\(?\d+\)?)?",
        r"join the (?:conversation|discussion)",
        r"leave a (?:reply|comment)",
    ),
    comment_parts=(
        r"reply",
        r"newest|oldest",
        r"(?:best|worst) rated",
        r"sort by(?: \w+)?",
        r"load more comments",
        r"leave a reply",
    ),
    form_parts=(
        r"(?:subscribe|sign up|sign me up|submit|join)(?: now| here| today| for free)?",
        r"(?:enter )?your e-?mail(?: address)?",
        r"e-?mail address",
        r"by (?:signing up|subscribing)\b.{0,200}",
    ),
    sign_up=(r"sign up\b", r"newsletters?\W*$", r".{0,40}\bnewsletters?\W*$"),
    pictures=(
        r"(?:(?:file|stock|cover|lead|featured) )?(?:image|photo|photograph|picture|pic|illustration|graphic|"
        r"screen ?shot|source|video|map|chart)s?(?: (?:credit|courtesy|source|illustration))?s?",
    ),
    credits=(
        r"(?:File |Stock )?(?:Image|Photo|Photograph|Picture|Pic|Illustration|Graphic|Screenshot)s?"
        r"(?: (?:credit|courtesy|source|by|of|via))?s?\s*(?::|by\b|via\b)",
        r"(?:Image|Photo|Picture) courtesy",
    ),
    taken_by=("by", "courtesy", "via"),
    caption_starts=(
        r"^\W*(?:FILE PHOTO|File photo|FILE|File picture|Handout|IN PICTURES?)\b",
        r"^\W*(?:Enlarge this image|toggle caption|Image caption)\b",
        r"^Photos: ",
        r"^CLOSE (?=[A-Z])",
        r"^Image [A-Z].*\bCredit\.\.\.",
    ),
    caption_opens=("Enlarge this image", "Show caption", "Image caption"),
    caption_closes=(r"(?:hide|toggle) caption",),
    pictured=("pictured", "seen here"),
    published=(r"(?:first )?(?:published|posted)(?: on)?",),
    dated=("date(?: on)?", r"(?:(?:first |last )?(?:updated|modified)|last (?:published|posted))(?: on)?"),
    months=listed(
        """
        Jan Feb Mar Apr May Jun Jul Aug Sept? Oct Nov Dec January February March April June July August
        September October November December
        """
    ),
    weekdays=(r"(?:Mon|Tues?|Wed(?:nes)?|Thur?s?|Fri|Sat(?:ur)?|Sun)(?:day)?",),
    byline_starts=("By", "BY", "Written by", "Posted by", "Story by", "Reported by"),
    edited_by=(
        r"(?:Additional |Writing and |Reporting and )?(?:reporting|writing|editing|compiled|edited) by",
    ),
    small=listed(
        """
        the an? of to in on at by for with from and or but that which who as is was were are has had have
        be its their his her
        """
    ),
    finite=listed("is was were are has had have will would said says told announced did does"),
    past=("was", "were", "had", "did not", "ha(?:s|ve) been"),
    told=listed("was were had said told has have did will would"),
    questions=("Wh(?:at|y|o|en|ere|ich)", "How"),
    openers=listed("The A An He She His Her Their Its They It We I This That These In On But And"),
    does=(
        "is",
        "was",
        "are",
        "covers?",
        "writes?",
        "reports?",
        "joined",
        "teaches",
        "edits",
        "has (?:been|covered|written|worked|reported)",
    ),
    common=listed(
        """
        about after also been before could from have into just more most only over said some such than that
        them then there these they this were what when where which while will with would your
        """
    ),
)
