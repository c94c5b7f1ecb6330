"""Small pictures as SVG, drawn without a plotting library: two axes, dots and lines."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

SIDE = 320
EDGE = 44
BLUE, ORANGE = "#1f5fa8", "#c4590a"


@dataclass(frozen=True, slots=True)
class Axis:
    """One axis.

    Attributes:
        label: What it shows.
        low: Its lower end.
        high: Its upper end, above the lower one.
        ticks: Where numbers stand.
    """

    label: str
    low: float
    high: float
    ticks: tuple[float, ...]

    def share(self, value: float) -> float:
        """Tell how far along the axis a value lies, in [0, 1] within its ends."""
        return (value - self.low) / (self.high - self.low)


@dataclass(frozen=True, slots=True)
class Plane:
    """A square with two axes.

    Attributes:
        title: Shown above. Escaped.
        x: The axis from left to right.
        y: The axis from bottom to top.
        left: Where the square with its margins begins.
        top: The same from above.
    """

    title: str
    x: Axis
    y: Axis
    left: int = 0
    top: int = 0

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Give the place of a point in the picture."""
        return self.left + EDGE + SIDE * self.x.share(x), self.top + EDGE + SIDE * (1 - self.y.share(y))

    def frame(self) -> list[str]:
        """Draw the axes and the title."""
        low_x, low_y = self.left + EDGE, self.top + EDGE + SIDE
        middle = self.top + EDGE + SIDE / 2
        return [
            f'<text x="{low_x + SIDE / 2:g}" y="{self.top + 22}" text-anchor="middle" font-size="12">'
            f"{escape(self.title)}</text>",
            f'<rect x="{low_x}" y="{self.top + EDGE}" width="{SIDE}" height="{SIDE}" '
            'fill="none" stroke="#888"/>',
            *(self._number(tick, self.at(tick, self.y.low), (0, 14), "middle") for tick in self.x.ticks),
            *(self._number(tick, self.at(self.x.low, tick), (-6, 4), "end") for tick in self.y.ticks),
            f'<text x="{low_x + SIDE / 2:g}" y="{low_y + 32}" text-anchor="middle">'
            f"{escape(self.x.label)}</text>",
            f'<text x="{self.left + 12}" y="{middle:g}" text-anchor="middle" '
            f'transform="rotate(-90 {self.left + 12} {middle:g})">{escape(self.y.label)}</text>',
        ]

    def dot(self, point: tuple[float, float], radius: float, note: str, *, colour: str = BLUE) -> str:
        """Draw a dot that says what it is when it is pointed at."""
        x, y = self.at(*point)
        return (
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="{colour}" fill-opacity=".7">'
            f"<title>{escape(note)}</title></circle>"
        )

    def line(self, points: Iterable[tuple[float, float]], *, colour: str, dashed: bool = False) -> str:
        """Draw a line through points."""
        places = " ".join(f"{x:.1f},{y:.1f}" for x, y in (self.at(*point) for point in points))
        dashes = ' stroke-dasharray="4 4"' if dashed else ""
        return f'<polyline points="{places}" fill="none" stroke="{colour}"{dashes}/>'

    @staticmethod
    def _number(value: float, place: tuple[float, float], shift: tuple[int, int], anchor: str) -> str:
        x, y = place[0] + shift[0], place[1] + shift[1]
        return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{value:g}</text>'


def picture(title: str, size: tuple[int, int], elements: Sequence[str]) -> str:
    """Put elements together.

    Args:
        title: What the picture shows, for those who cannot see it. Escaped.
        size: Width and height.
        elements: What is drawn.

    Returns:
        A complete SVG document.
    """
    width, height = size
    body = "\n".join(elements)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" '
        f'height="{height}" role="img" font-family="sans-serif" font-size="11">\n'
        f"<title>{escape(title)}</title>\n"
        f'<rect width="{width}" height="{height}" fill="#fff"/>\n{body}\n</svg>\n'
    )
