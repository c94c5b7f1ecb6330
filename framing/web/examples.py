"""Two tellings of one made-up event, for whoever has no article at hand."""

from typing import Final

from framing.web.articles import Wording

_WIRE = """\
The regional council of Lower Aldmoor voted on Monday to close the swing bridge at Fenwick for eight \
months. Engineers had found cracks in two of its bearings in January. The repair will cost 14 million \
crowns, half of which the ministry of transport has promised to pay.

About 2,300 people cross the bridge on a working day. The council will run a ferry from six in the \
morning until ten at night, its chair, Maud Tessaly, said. “We looked at closing one lane at a time, and \
the engineers told us it would not be safe,” she said.

Shopkeepers on the east bank had asked for the work to wait until after the summer. Their spokesman, \
Oren Pell, called the decision “a shameful betrayal of hard-working families”. The association will \
decide this week whether to take the council to court.

The bridge was built in 1931 and last repaired in 1988."""

_HERALD = """\
The arrogant council of Lower Aldmoor has slammed the door on its own citizens. In a reckless vote on \
Monday, chair Maud Tessaly and her cronies condemned the beloved swing bridge at Fenwick to eight long \
months of closure, strangling every shop on the east bank.

The bureaucrats wave around a handful of cracks in two bearings. Honest shopkeepers, who had begged for \
a few weeks of mercy, were brushed aside. “We looked at closing one lane at a time, and the engineers \
told us it would not be safe,” Tessaly claimed.

Brave Oren Pell, who has stood up for the east bank like no other, vowed to fight this outrage in court. \
His neighbours, abandoned by those they elected, now face ruin: 2,300 people a day will be herded onto a \
ramshackle ferry.

Taxpayers will be bled for 14 million crowns."""

EXAMPLES: Final = (
    Wording(_WIRE, "Meridian Wire", "Council to close Fenwick bridge for eight months"),
    Wording(_HERALD, "East Bank Herald", "Council strangles the east bank"),
)
