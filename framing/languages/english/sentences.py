"""Where sentences end in English news."""

from framing.languages.words import SentenceWords, listed


def _words(text: str) -> frozenset[str]:
    return frozenset(listed(text))


_TITLES = _words(
    """
    Adm Ald Amb Asst Atty Brig Capt Cdr Cmdr Col Cpl Cpt Dep Det Dr Drs Fr Gen Gov Govs Hon Insp Lt Maj
    Messrs Mlle Mme Mr Mrs Ms Msgr Mx Ofc Pfc Pres Prof Profs Pvt Rep Reps Rev Sec Secy Sen Sens Sgt Spc
    Supt Treas
    """
)
_CONNECTING = _words("a.k.a aka approx ca cf e.g eg est i.e ie incl v viz vs")

_MONTHS = _words("Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec")
_PARTS = _words(
    """
    Apt Art art Bldg Ch ch Fig fig Figs figs Hwy Mk No Nos no nos Op op p para pp Pt Rs Rte sec Ver Vol
    vol
    """
)

_STATES = _words(
    """
    Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Ky La Mass Md Mich Minn Miss Mo Mont Neb Nev
    Okla Ont Ore Pa Penn Que Tenn Tex Va Vt Wash Wis Wyo
    """
)
_FIRMS = _words("Assn Bros Co Corp Cos Dept Dist Inc Intl Ltd Mfg Univ")
_PLACES = _words("Ave Blvd Ft Mt Rd St Ste")
_AFTER_NAMES = _words("al Esq Jr Sr")
# The exclamation mark of these is part of the name.
_NAMES = _words("Yahoo Jeopardy")

_AFTER_CLOCK = _words(
    """
    Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July
    August September October November December Atlantic Central Eastern Mountain Pacific Greenwich
    Moscow Beijing CDT CEST CET CST EDT EEST EET EST ET GMT IST MDT MSK MST MT PDT PST PT UTC
    """
)

_STARTERS = _words(
    """
    A According After Also Although An And Another Are As Asked At Because Before Both But By Did Do
    Does During Each Even Every For From Had Has Have He Her Here His How However I If In Instead Is It
    Its Just Last Later Many Meanwhile Moreover Most Mr Mrs Ms My Nearly Neither Next Nobody Nor Nothing
    Now Of On Once One Only Or Other Others Our Perhaps She Since So Some Speaking Still Such Than That
    The Their Then There These They This Those Though Thus To Today Two Until Was We Were What When
    Where Whether Which While Who Why With Without Yesterday Yet You Your
    """
)

_SPEECH_VERBS = _words(
    """
    added adds argued asked asks continued declared demanded exclaimed joked posted quipped recalled
    replied said says shouted tells told tweeted writes wrote yelled
    """
)

SENTENCES = SentenceWords(
    never_last=_TITLES | _CONNECTING,
    before_number=_MONTHS | _PARTS,
    may_be_last=_STATES | _FIRMS | _PLACES | _AFTER_NAMES | _NAMES,
    clock=_words("a.m p.m"),
    after_clock=_AFTER_CLOCK,
    starters=_STARTERS,
    speech_verbs=_SPEECH_VERBS,
)
