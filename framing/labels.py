"""The label sets of the default checkpoint: what each label means and where it comes from.

A checkpoint names its own labels in its config; these are the definitions of the ones we ship.
`docs/labels.md` shows them with more examples.
"""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["loaded", "frame", "role"]

_POLICY_FRAMES = "Policy Frames Codebook (Boydstun, Card, Gross, Resnik & Smith 2014)"
_NARRATIVE_POLICY = "Narrative Policy Framework (Jones & McBeth 2010)"
_EXPERTS = "Expert annotation of BABE (Spinde et al. 2021), widened to spans by this project's codebook"


@dataclass(frozen=True, slots=True)
class Label:
    """A label and what it means.

    Attributes:
        name: Name in the score table and in a checkpoint's config.
        kind: Which set it belongs to.
        title: Name for a person.
        definition: When the label applies.
        example: A sentence to which it applies.
        counter_example: A sentence close by to which it does not.
        origin: Where the definition comes from.
    """

    name: str
    kind: Kind
    title: str
    definition: str
    example: str
    counter_example: str
    origin: str


LOADED = Label(
    name="loaded",
    kind="loaded",
    title="Loaded wording",
    definition=(
        "Words that carry a judgement, an emotion, an exaggeration or one side's vocabulary "
        "where a neutral wording exists."
    ),
    example="The regime launched an unprovoked onslaught on the port.",
    counter_example="The army attacked the port, killing nine people.",
    origin=_EXPERTS,
)


def _frame(name: str, title: str, definition: str, example: str, counter_example: str) -> Label:
    return Label(name, "frame", title, definition, example, counter_example, _POLICY_FRAMES)


FRAMES: tuple[Label, ...] = (
    _frame(
        "economic",
        "Economic",
        "Costs, benefits, jobs, prices, markets, budgets: money is the aspect at hand.",
        "The closure would cost the valley 1,200 jobs.",
        "The company's director attended the ceremony.",
    ),
    _frame(
        "capacity",
        "Capacity and resources",
        "Too little or enough time, staff, space, equipment or infrastructure to do something.",
        "The ward has eleven beds for forty patients.",
        "The hospital opened in 1974.",
    ),
    _frame(
        "morality",
        "Morality",
        "Right and wrong, religion, ethics, duty, honour, shame, decency.",
        "Turning them away at the door would be a sin, the pastor said.",
        "The pastor arrived at noon.",
    ),
    _frame(
        "fairness",
        "Fairness and equality",
        "Equal or unequal treatment, discrimination, rights given unevenly, balance, double standards.",
        "Renters pay the levy while owners of three houses do not.",
        "The levy is due in March.",
    ),
    _frame(
        "legality",
        "Legality and constitutionality",
        "Laws, courts, constitution, rights as law, jurisdiction, legal procedure.",
        "The appeals court ruled that the decree breached the constitution.",
        "The decree was printed on Tuesday.",
    ),
    _frame(
        "policy",
        "Policy",
        "A particular policy: proposed, described, evaluated, or its effects.",
        "The plan would replace the fuel tax with a charge per kilometre.",
        "The minister drove to the harbour.",
    ),
    _frame(
        "crime",
        "Crime and punishment",
        "Crime, police, arrest, punishment, enforcement, guilt.",
        "Two men were arrested over the theft of the archive.",
        "The archive holds maps of the coast.",
    ),
    _frame(
        "security",
        "Security and defence",
        "War, military, terrorism, borders, a threat to a nation or group, defence.",
        "Three brigades moved to the border overnight.",
        "The bridge crosses the river at the border town.",
    ),
    _frame(
        "health",
        "Health and safety",
        "Health, disease, medicine, safety, injury, mental health, harm to people from the environment.",
        "The fumes sent forty pupils to hospital.",
        "The school has forty pupils.",
    ),
    _frame(
        "quality_of_life",
        "Quality of life",
        "Daily life, well-being, happiness, comfort, mobility, life in a community.",
        "With the ferry gone, a trip to the shop takes a whole day.",
        "The ferry was built in Norway.",
    ),
    _frame(
        "culture",
        "Cultural identity",
        "Traditions, identity, language, values of a group, arts, popular culture.",
        "The village has sung the harvest hymn in its own dialect for centuries.",
        "The harvest was larger than last year.",
    ),
    _frame(
        "public_opinion",
        "Public opinion",
        "Polls, protest, what the public or a group thinks or wants.",
        "Six in ten voters oppose the merger, a survey found.",
        "The merger takes effect in June.",
    ),
    _frame(
        "politics",
        "Politics",
        "Parties, elections, politicians' strategy, bargaining, partisanship, lobbying.",
        "The coalition postponed the vote to hold its left wing together.",
        "The vote takes place in the old town hall.",
    ),
    _frame(
        "international",
        "External relations",
        "Relations with other nations, treaties, a country's reputation, sanctions, diplomacy.",
        "The two governments recalled their ambassadors.",
        "The ambassador's residence has a garden.",
    ),
)


def _role(name: str, title: str, definition: str, example: str, counter_example: str) -> Label:
    return Label(name, "role", title, definition, example, counter_example, _NARRATIVE_POLICY)


ROLES: tuple[Label, ...] = (
    _role(
        "villain",
        "Villain",
        "The wording casts a person, group, country or organisation as doing harm or wrong, as an "
        "aggressor, a threat, corrupt or to blame.",
        "The company poisoned the river for profit.",
        "The company lost the tender.",
    ),
    _role(
        "victim",
        "Victim",
        "The wording casts a person, group, country or organisation as suffering harm or wrong, as "
        "innocent, under attack or exploited.",
        "Families who had done nothing were driven from their homes.",
        "Families moved to the new estate.",
    ),
    _role(
        "hero",
        "Hero",
        "The wording casts a person, group, country or organisation as protecting, saving, fighting "
        "the wrong, brave or to be admired.",
        "The ferryman braved the flood to bring nine children to safety.",
        "The ferryman works on weekdays.",
    ),
)

LABELS: tuple[Label, ...] = (LOADED, *FRAMES, *ROLES)

FRAME_NAMES: tuple[str, ...] = tuple(label.name for label in FRAMES)
ROLE_NAMES: tuple[str, ...] = tuple(label.name for label in ROLES)
