"""How often does the report call a loaded word over-used where all sources draw from the same words?

Articles of ten loaded words are drawn; some of the words repeat an earlier one of their article. Then
the report's own code looks for over-used words of one source. Prints the table of docs/method.md.
Run: python benchmarks/report_words.py [RUNS]
"""

import sys

import numpy as np
from numpy.typing import NDArray

from framing.report.terms import adjusted_p, log_odds

Ints = NDArray[np.int64]

WORDS, LENGTH = 300, 10
"""Different loaded words, the k-th as frequent as 1/k; loaded words of an article."""

Body = tuple[Ints, Ints]
"""Uses of each word, and articles that use it."""


def drawn_body(rng: np.random.Generator, articles: int, repeats: float) -> Body:
    """Draw the loaded words of a source's articles."""
    frequencies = 1 / np.arange(1, WORDS + 1)
    words = rng.choice(WORDS, (articles, LENGTH), p=frequencies / frequencies.sum())
    for place in range(1, LENGTH):
        repeated = np.flatnonzero(rng.random(articles) < repeats)
        words[repeated, place] = words[repeated, rng.integers(0, place, len(repeated))]
    counts = np.zeros((articles, WORDS), np.int64)
    np.add.at(counts, (np.arange(articles)[:, None], words), 1)
    return counts.sum(axis=0), (counts > 0).sum(axis=0)


def called(bodies: list[Body]) -> tuple[int, int]:
    """Count the words of the first source that are called, and those that a z of 1 would have called."""
    uses, articles = (counts.astype(float) for counts in bodies[0])
    all_uses, all_articles = (np.sum([body[k] for body in bodies], axis=0, dtype=float) for k in (0, 1))
    used = uses > 0
    totals = uses.sum(), all_uses.sum() - uses.sum()
    _, z = log_odds(uses[used], (all_uses - uses)[used], totals, weight=sum(totals) / len(bodies))
    once = articles.sum(), all_articles.sum() - articles.sum()
    clear = adjusted_p(articles[used], (all_articles - articles)[used], once, len(bodies)) <= 0.05
    return int(((z > 0) & clear).sum()), int(((z >= 1) & (articles[used] > 1)).sum())


def main(runs: int) -> None:
    """Print the share of runs with a called word, and the mean number of words."""
    print("| sources | articles each | words that repeat | with a called word | called words | with z >= 1 |")
    print("|---|---|---|---|---|---|")
    rng = np.random.default_rng(0)
    for sources in (2, 12):
        for articles in (10, 40, 150):
            for repeats in (0.0, 0.1, 0.3):
                found = [
                    called([drawn_body(rng, articles, repeats) for _ in range(sources)]) for _ in range(runs)
                ]
                words, loose = np.mean(found, axis=0)
                some = np.mean([clear > 0 for clear, _ in found])
                print(f"| {sources} | {articles} | {repeats:.1f} | {some:.3f} | {words:.2f} | {loose:.1f} |")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
