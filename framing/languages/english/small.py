"""English words that name nobody and judge nothing."""

from framing.languages.words import SmallWords, listed

_PRONOUNS = """
    i me my mine myself we us our ours ourselves you your yours yourself yourselves he him his himself
    she her hers herself it its itself they them their theirs themselves who whom whose which what
    someone somebody anyone anybody everyone everybody none nobody one ones others another this that
    these those
"""
_OTHERS = """
    a an the and or but nor so yet if then than as at by for from in into of off on onto out over per to
    toward towards under until up upon via with within without about above across after again against
    along amid among around because been before being below beneath beside between both down during each
    either else ever every few here how just less like many more most much neither no not now only other
    own quite rather same several some still such there though through throughout too unless very was
    were when where whether while why will would am is are be do does did done doing has have had having
    can cannot could may might must shall should ought isn't aren't wasn't weren't don't doesn't didn't
    hasn't haven't hadn't won't wouldn't can't couldn't shouldn't it's that's there's he's she's they're
    we're you're i'm also all any
"""

SMALL = SmallWords(
    pronouns=listed(_PRONOUNS),
    titles=listed("mr mrs ms miss dr prof sir lord lady rev gen col sgt lt"),
    others=listed(_OTHERS),
    linking=listed("of in at on for to from by with and or the a an"),
    pointing=listed("this that these those its his her their our your my some all both each every"),
    weekdays=("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
    # Rock 'n' roll.
    elided=(
        "bout",
        "cause",
        "coz",
        "cuz",
        "em",
        "er",
        "im",
        "n",
        "til",
        "till",
        "tis",
        "twas",
        "twere",
        "twill",
    ),
    # The workers' rights, Marx' works, singin' the blues.
    before_apostrophe=("[sxz]", "in", r"\b(?:n|o|ol|an|th)"),
)
