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
        "The sentence holds wording that judges, stirs up, inflates or takes a side, although the same "
        "fact could have been told plainly. A grave fact told plainly is not loaded."
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
        "What something costs or earns: money, work, trade, taxes, who gains and who pays.",
        "The closure would cost the valley 1,200 jobs.",
        "The company's director attended the ceremony.",
    ),
    _frame(
        "capacity",
        "Capacity and resources",
        "Whether the means suffice: people, hours, rooms, machines, roads or know-how, present or lacking.",
        "The ward has eleven beds for forty patients.",
        "The hospital opened in 1974.",
    ),
    _frame(
        "morality",
        "Morality",
        "What is good or evil, owed or shameful: conscience, faith, obligation, dignity.",
        "Turning them away at the door would be a sin, the pastor said.",
        "The pastor arrived at noon.",
    ),
    _frame(
        "fairness",
        "Fairness and equality",
        "Whether like cases are treated alike: who is favoured, passed over or held to another measure.",
        "Renters pay the levy while owners of three houses do not.",
        "The levy is due in March.",
    ),
    _frame(
        "legality",
        "Legality and constitutionality",
        "What the law allows or demands: statutes, rulings, constitutional rights, how a case proceeds.",
        "The appeals court ruled that the decree breached the constitution.",
        "The decree was printed on Tuesday.",
    ),
    _frame(
        "policy",
        "Policy",
        "A measure of government as such: what it would do, how it is designed, whether it works.",
        "The plan would replace the fuel tax with a charge per kilometre.",
        "The minister drove to the harbour.",
    ),
    _frame(
        "crime",
        "Crime and punishment",
        "Offences and what follows them: investigation, arrest, charge, sentence, deterrence.",
        "Two men were arrested over the theft of the archive.",
        "The archive holds maps of the coast.",
    ),
    _frame(
        "security",
        "Security and defence",
        "Danger from an enemy and protection against it: armies, attacks, terror, frontiers, surveillance.",
        "Three brigades moved to the border overnight.",
        "The bridge crosses the river at the border town.",
    ),
    _frame(
        "health",
        "Health and safety",
        "Bodies and minds, well or ill: care, epidemics, accidents, poison, hazards at work or on the road.",
        "The fumes sent forty pupils to hospital.",
        "The school has forty pupils.",
    ),
    _frame(
        "quality_of_life",
        "Quality of life",
        "How people get through their days: comfort, housing, free time, the way to work, neighbours.",
        "With the ferry gone, a trip to the shop takes a whole day.",
        "The ferry was built in Norway.",
    ),
    _frame(
        "culture",
        "Cultural identity",
        "Who a people takes itself to be: customs, mother tongue, heritage, festivals, books, music, film.",
        "The village has sung the harvest hymn in its own dialect for centuries.",
        "The harvest was larger than last year.",
    ),
    _frame(
        "public_opinion",
        "Public opinion",
        "What people at large want or reject: surveys, petitions, marches, mood in the street.",
        "Six in ten voters oppose the merger, a survey found.",
        "The merger takes effect in June.",
    ),
    _frame(
        "politics",
        "Politics",
        "The contest for power: campaigns, votes in parliament, alliances, manoeuvres, pressure groups.",
        "The coalition postponed the vote to hold its left wing together.",
        "The vote takes place in the old town hall.",
    ),
    _frame(
        "international",
        "External relations",
        "How states deal with each other: envoys, agreements, embargoes, aid, standing abroad.",
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
        "The words naming whom this sentence makes responsible for harm or wrong: the one who attacks, "
        "cheats, threatens or is at fault.",
        "The company poisoned the river for profit.",
        "The company lost the tender.",
    ),
    _role(
        "victim",
        "Victim",
        "The words naming whom this sentence shows as harmed or wronged without having deserved it.",
        "Families who had done nothing were driven from their homes.",
        "Families moved to the new estate.",
    ),
    _role(
        "hero",
        "Hero",
        "The words naming whom this sentence shows as a rescuer, a protector, or somebody to look up to.",
        "The ferryman braved the flood to bring nine children to safety.",
        "The ferryman works on weekdays.",
    ),
)

LABELS: tuple[Label, ...] = (LOADED, *FRAMES, *ROLES)

FRAME_NAMES: tuple[str, ...] = tuple(label.name for label in FRAMES)
ROLE_NAMES: tuple[str, ...] = tuple(label.name for label in ROLES)
