"""The reliability plot: one small picture, drawn as SVG without a plotting library."""

from collections.abc import Iterator
from html import escape

from framing.evaluation.calibration import Calibration

_SIDE = 320
_EDGE = 44
_LARGEST_DOT = 9.0
_TICKS = (0.0, 0.25, 0.5, 0.75, 1.0)


def reliability_svg(calibration: Calibration, title: str) -> str:
    """Draw mean probability against rate.

    Dots on the diagonal are right about themselves; dots below it are too sure. The area of a dot
    stands for its number of examples.

    Args:
        calibration: What was measured.
        title: What the probabilities are of, shown above the plot. Escaped.

    Returns:
        A complete SVG document.
    """
    size = _SIDE + 2 * _EDGE
    ece = "undefined" if calibration.ece is None else f"{calibration.ece:.3f}"
    name = escape(f"{title}: n = {calibration.n}, calibration error {ece}")
    body = "\n".join((*_axes(), *_dots(calibration)))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" width="{size}" height="{size}" '
        f'role="img" font-family="sans-serif" font-size="11">\n<title>{name}</title>\n'
        f'<rect width="{size}" height="{size}" fill="#fff"/>\n'
        f'<text x="{size / 2:g}" y="22" text-anchor="middle" font-size="12">{name}</text>\n{body}\n</svg>\n'
    )


def _axes() -> Iterator[str]:
    low, high = _EDGE, _EDGE + _SIDE
    yield f'<rect x="{low}" y="{low}" width="{_SIDE}" height="{_SIDE}" fill="none" stroke="#888"/>'
    yield f'<path d="M{low} {high}L{high} {low}" stroke="#888" stroke-dasharray="4 4"/>'
    for tick in _TICKS:
        yield f'<text x="{_x(tick):g}" y="{high + 14}" text-anchor="middle">{tick:g}</text>'
        yield f'<text x="{low - 6}" y="{_y(tick) + 4:g}" text-anchor="end">{tick:g}</text>'
    yield f'<text x="{_x(0.5):g}" y="{high + 32}" text-anchor="middle">mean probability</text>'
    yield (
        f'<text x="12" y="{_y(0.5):g}" text-anchor="middle" transform="rotate(-90 12 {_y(0.5):g})">'
        "share that is positive</text>"
    )


def _dots(calibration: Calibration) -> Iterator[str]:
    largest = max((part.n for part in calibration.bins), default=1)
    for part in calibration.bins:
        radius = _LARGEST_DOT * (part.n / largest) ** 0.5
        yield (
            f'<circle cx="{_x(part.mean_prob):.1f}" cy="{_y(part.rate):.1f}" r="{radius:.1f}" '
            f'fill="#1f5fa8" fill-opacity=".7"><title>{part.n} examples: mean probability '
            f"{part.mean_prob:.3f}, share {part.rate:.3f}</title></circle>"
        )


def _x(share: float) -> float:
    return _EDGE + share * _SIDE


def _y(share: float) -> float:
    return _EDGE + (1 - share) * _SIDE
