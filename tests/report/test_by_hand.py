"""One source's section worked out anew from the score table, figure by figure."""

import json
from pathlib import Path
from typing import Any

import pytest

from framing.report import ReportOptions, write_report
from tests.report.by_hand import ROLES, ByHand
from tests.report.corpus import hostile_article, run_json, three_sources, write_table

SOURCE = "Free Tide"


@pytest.fixture(scope="module")
def hand(tmp_path_factory: pytest.TempPathFactory) -> ByHand:
    """Compile a report of a checkpoint that tells its error rates for loaded sentences and one frame."""
    articles = [*three_sources(), hostile_article()]
    out = write_table(tmp_path_factory.mktemp("hand"), articles)
    run = run_json(articles)
    counts = {"precision": 0.9, "recall": 0.8, "positives": 300, "negatives": 900}
    run["checkpoint"]["quality"] = {"loaded": counts, "economic": counts}
    (out / "run.json").write_text(json.dumps(run))
    write_report(out, ReportOptions())
    return ByHand(out)


@pytest.fixture(scope="module")
def section(hand: ByHand) -> dict[str, Any]:
    return section_of(hand, SOURCE)


def section_of(hand: ByHand, source: str) -> dict[str, Any]:
    """Give a source's part of ``report.json``."""
    found: dict[str, Any] = next(one for one in hand.report["sources"] if one["source"] == source)
    return found


def estimates(section: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Give every estimate of a source under the name of its measure."""
    names = ("own_share", "quoted_share", "own_rate", "quoting_share")
    means = ("own_mean_prob", "mean_prob", "quoting_mean_prob")
    found = {name: section[name] for name in (*names, *means)}
    for frame in section["frames"]:
        found[f"frame.{frame['name']}.share"] = frame["share"]
        found[f"frame.{frame['name']}.mean_prob"] = frame["mean_prob"]
    return found | {f"role.{role['name']}.share": role["share"] for role in section["roles"]}


def test_counts_are_those_of_the_table(hand: ByHand, section: dict[str, Any]) -> None:
    rows = hand.of(section["source"])
    articles = {row["article_id"] for row in rows}
    assert (section["sentences"], section["articles"]) == (len(rows), len(articles))
    assert section["borrowed"] == len(articles & hand.borrowed)
    days = sorted(str(row["published"]) for row in rows if row["published"])
    assert (section["first"], section["last"]) == (days[0], days[-1])


def test_every_share_and_mean_is_the_one_worked_out(hand: ByHand, section: dict[str, Any]) -> None:
    found = estimates(section)
    assert len(found) == 7 + 2 * len(section["frames"]) + len(ROLES)
    for name, estimate in found.items():
        ratio = hand.ratio(section["source"], name)
        expected = pytest.approx(ratio.value, abs=2e-6) if ratio.told else None
        assert estimate["value"] == expected, name
        assert estimate["numerator"] == pytest.approx(ratio.above.sum(), abs=1e-3), name
        assert estimate["denominator"] == ratio.below.sum(), name


def test_every_interval_is_the_one_worked_out_up_to_other_draws(
    hand: ByHand, section: dict[str, Any]
) -> None:
    for name, estimate in estimates(section).items():
        ratio = hand.ratio(section["source"], name)
        if ratio.told and ratio.spreads:
            low, high = ratio.interval()
            noise = 0.06 * (high - low)
            assert estimate["low"] == pytest.approx(low, abs=noise), name
            assert estimate["high"] == pytest.approx(high, abs=noise), name


def test_corrected_shares_are_those_worked_out(hand: ByHand, section: dict[str, Any]) -> None:
    # The model was not asked about sentences whose every word is quoted: the others are corrected.
    part = hand.ratio(section["source"], "own_rate").below.sum() / section["sentences"]
    given = {"loaded": ("own_rate", section["own_corrected"])}
    given |= {one["name"]: (f"frame.{one['name']}.share", one["corrected"]) for one in section["frames"]}
    assert section["own_corrected"]
    for label, (measure, found) in given.items():
        if found is None:
            continue
        ratio = hand.ratio(section["source"], measure)
        if not ratio.spreads:
            continue
        expected = hand.corrected(label, ratio)
        assert expected
        value, low, high = (part * one if label == "loaded" else one for one in expected)
        assert found["value"] == pytest.approx(value, abs=2e-6), label
        assert found["low"] == pytest.approx(low, abs=0.08 * (high - low)), label
        assert found["high"] == pytest.approx(high, abs=0.08 * (high - low)), label


@pytest.mark.parametrize("source", [SOURCE, "Valley Courier"])
def test_words_have_the_counts_and_z_worked_out(hand: ByHand, source: str) -> None:
    words = section_of(hand, source)["words"]
    expected, adjusted = hand.word_z(source), hand.word_p(source)
    for word in words:
        count, elsewhere, delta, z = expected[word["word"]]
        assert (word["count"], word["elsewhere"]) == (count, elsewhere)
        assert (word["log_odds"], word["z"]) == pytest.approx((delta, z), abs=2e-6)
        assert word["p_adjusted"] == pytest.approx(adjusted[word["word"]], abs=1e-4)
    shown = [word["z"] for word in words]
    assert shown == sorted(shown, reverse=True)
    clear = {word for word, p in adjusted.items() if p <= 0.05 and expected[word][3] > 0}
    assert {word["word"] for word in words} <= clear
    assert len(words) == min(len(clear), hand.report["options"]["words_per_source"])


def test_one_of_the_sources_has_over_used_words(hand: ByHand) -> None:
    assert section_of(hand, "Valley Courier")["words"]


def test_differences_are_those_worked_out_up_to_other_draws(hand: ByHand, section: dict[str, Any]) -> None:
    rows = [one for one in hand.report["differences"] if section["source"] in (one["first"], one["second"])]
    assert rows
    for row in rows:
        ends = [hand.ratio(row[end], row["measure"], by_event=True) for end in ("first", "second")]
        if not all(one.spreads for one in ends):
            continue
        value, low, high = hand.difference(row["first"], row["second"], row["measure"])
        assert row["value"] == pytest.approx(value, abs=2e-6), row
        assert row["low"] == pytest.approx(low, abs=0.06 * (high - low)), row
        assert row["high"] == pytest.approx(high, abs=0.06 * (high - low)), row
        assert (row["p"] <= 0.05) == (row["low"] > 0 or row["high"] < 0), row


def test_differences_on_the_same_events_are_those_worked_out(hand: ByHand, section: dict[str, Any]) -> None:
    rows = [one for one in hand.report["same_events"] if section["source"] in (one["first"], one["second"])]
    assert rows
    for row in rows:
        expected = hand.on_same_events(row["first"], row["second"], row["measure"])
        assert (row["value"], row["low"], row["high"]) == pytest.approx(expected, abs=2e-5), row
        assert (row["p"] <= 0.05) == (row["low"] > 0 or row["high"] < 0), row


def test_the_page_shows_what_was_worked_out(hand: ByHand, section: dict[str, Any]) -> None:
    page = Path(hand.out / "report.html").read_text("utf-8")
    for name in ("own_share", "quoted_share", "own_mean_prob"):
        assert f"{100 * hand.ratio(section['source'], name).value:.1f}" in page, name
