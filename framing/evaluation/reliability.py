"""The reliability plot: mean probability against the share that was right, one square per label."""

from collections.abc import Sequence

from framing.evaluation.calibration import Calibration
from framing.evaluation.plot import EDGE, SIDE, Axis, Plane, picture

_ACROSS = 3
_LARGEST_DOT = 9.0
_TICKS = (0.0, 0.25, 0.5, 0.75, 1.0)


def reliability_svg(panels: Sequence[tuple[str, Calibration]]) -> str:
    """Draw mean probability against rate.

    Dots on the diagonal are right about themselves; dots below it are too sure. The area of a dot
    stands for its number of examples.

    Args:
        panels: What the probabilities are of, and how they hold. At least one.

    Returns:
        A complete SVG document.
    """
    side = SIDE + 2 * EDGE
    elements = [
        element
        for number, panel in enumerate(panels)
        for element in _panel(panel, side * (number % _ACROSS), side * (number // _ACROSS))
    ]
    across, down = min(len(panels), _ACROSS), -(-len(panels) // _ACROSS)
    return picture(
        "reliability: " + "; ".join(_title(*panel) for panel in panels),
        (side * across, side * down),
        elements,
    )


def _title(name: str, calibration: Calibration) -> str:
    ece = "undefined" if calibration.ece is None else f"{calibration.ece:.3f}"
    return f"{name}: n = {calibration.n:,}, calibration error {ece}"


def _panel(panel: tuple[str, Calibration], left: int, top: int) -> list[str]:
    calibration = panel[1]
    x, y = Axis("mean probability", 0, 1, _TICKS), Axis("share that is positive", 0, 1, _TICKS)
    plane = Plane(_title(*panel), x, y, left, top)
    largest = max((part.n for part in calibration.bins), default=1)
    dots = [
        plane.dot(
            (part.mean_prob, part.rate),
            _LARGEST_DOT * (part.n / largest) ** 0.5,
            f"{part.n} examples: mean probability {part.mean_prob:.3f}, share {part.rate:.3f}",
        )
        for part in calibration.bins
    ]
    return [*plane.frame(), plane.line([(0, 0), (1, 1)], colour="#888", dashed=True), *dots]
