import csv
import io
import json
import re
from pathlib import Path

import pytest

from framing.report import ReportFiles, write_report
from framing.report.highlight import cut
from framing.report.telling.casting import find_castings
from framing.scores import LabelledSpan, SentenceScore
from tests.report.conftest import OPTIONS
from tests.report.corpus import run_json, three_sources, write_table
from tests.report.telling.tellings import scored

LINE = "The harbour council broke the strike."


def sentence(*spans: tuple[str, float]) -> SentenceScore:
    """Give a sentence whose "harbour council" is cast in these roles."""
    (plain,) = scored("Post", (LINE,))
    labelled = tuple(LabelledSpan(4, 19, label, prob, quoted=False) for label, prob in spans)
    return SentenceScore(**{name: getattr(plain, name) for name in plain.__slots__} | {"spans": labelled})


def role(*spans: tuple[str, float]) -> tuple[str | None, bool, str]:
    piece = next(piece for piece in cut(sentence(*spans)) if "council" in piece.text)
    return piece.role, piece.role_clear, piece.role_text


def test_a_probable_role_is_shown_as_it_is() -> None:
    assert role(("villain", 0.7)) == ("villain", True, "villain")


def test_a_role_more_likely_wrong_than_right_is_shown_as_doubtful() -> None:
    assert role(("hero", 0.3)) == ("hero", False, "hero?")


def test_a_role_that_is_wrong_three_times_in_four_is_not_shown() -> None:
    assert cut(sentence(("hero", 0.08)))[0].text == LINE


def test_two_roles_of_like_probability_contest_each_other() -> None:
    assert role(("victim", 0.5), ("villain", 0.8)) == ("villain", False, "villain or victim?")


def test_a_far_less_probable_role_contests_nothing() -> None:
    assert role(("villain", 0.9), ("victim", 0.3)) == ("villain", True, "villain")


def test_castings_that_are_likely_come_before_doubtful_ones() -> None:
    found = find_castings(scored("Post", ("The [V|firm] lied.", "The [V|mayor] lied.")), 4)
    assert [(one.name, one.clear) for one in found] == [("firm", True), ("mayor", True)]
    doubtful = find_castings([sentence(("villain", 0.3))], 4)
    assert [(one.name, one.clear) for one in doubtful] == [("harbour council", False)]


def test_a_casting_names_the_other_role_of_the_same_name() -> None:
    found = find_castings(scored("Post", ("The [V|firm] lied.", "The [T|firm] was robbed.")), 4)
    assert [(one.role, one.also) for one in found] == [("villain", ("victim",)), ("victim", ("villain",))]


@pytest.mark.parametrize("form", ["Mr.", "ms", "her", "the Dr"])
def test_a_title_alone_names_nobody(form: str) -> None:
    assert find_castings(scored("Post", (f"[V|{form}] lied.",)), 4) == ()


def test_what_belongs_to_the_next_words_is_cut_off() -> None:
    found = find_castings(scored("Post", ("The [H|crew of] the Solveig held on.",)), 4)
    assert [one.name for one in found] == ["crew"]


def far_below(out: Path) -> Path:
    """Write a table whose checkpoint was measured for heroes at .08 only, and for villains near .5."""
    articles = three_sources()
    write_table(out, articles)
    run = run_json(articles)
    run["checkpoint"]["thresholds"]["hero"] = 0.08
    run["checkpoint"]["quality"]["hero"] = {"precision": 0.1, "recall": 0.2}
    run["checkpoint"]["quality"]["villain"] = {"precision": 0.6, "recall": 0.5}
    (out / "run.json").write_text(json.dumps(run))
    return out


@pytest.fixture(scope="module")
def unmeasured(tmp_path_factory: pytest.TempPathFactory) -> ReportFiles:
    return write_report(far_below(tmp_path_factory.mktemp("unmeasured")), OPTIONS)


def test_a_role_measured_only_far_from_where_it_counts_has_no_share(unmeasured: ReportFiles) -> None:
    report = json.loads(unmeasured.files["json"].read_text("utf-8"))
    for source in report["sources"]:
        shares = {role["name"]: role["share"] for role in source["roles"]}
        assert shares["hero"] is None
        assert shares["villain"]["value"] is not None
    assert "role.hero.share" not in {one["name"] for one in report["measures"]}
    assert not [one for one in report["differences"] if one["measure"] == "role.hero.share"]


def test_a_role_of_which_nothing_was_measured_is_counted(unmeasured: ReportFiles) -> None:
    report = json.loads(unmeasured.files["json"].read_text("utf-8"))
    assert {one["label"]: one["measured_at"] for one in report["labels"]}["victim"] is None
    shares = [role["share"] for source in report["sources"] for role in source["roles"]]
    assert sum(share is not None for share in shares) == 2 * len(report["sources"])


def test_the_page_says_that_such_a_role_is_not_counted(unmeasured: ReportFiles) -> None:
    page = unmeasured.files["html"].read_text("utf-8")
    section = page[page.index('id="roles"') : page.index("</section>", page.index('id="roles"'))]
    assert "Hero: not counted." in section
    assert re.findall(r'<th scope="col">([^<]+)</th>', section) == ["Source", "Villain", "Victim"]


def test_such_a_role_has_empty_cells_in_the_csv(unmeasured: ReportFiles) -> None:
    rows = csv.DictReader(io.StringIO(unmeasured.files["csv"].read_text("utf-8"), newline=""))
    for row in rows:
        assert {row[f"role.hero{part}"] for part in ("", ".low", ".high", ".count", ".of")} == {""}
        assert row["role.villain.of"] == row["sentences"]


def test_where_no_role_is_counted_there_is_no_table_of_them(tmp_path: Path) -> None:
    out = far_below(tmp_path)
    run = json.loads((out / "run.json").read_text())
    for name in ("villain", "victim"):
        run["checkpoint"]["thresholds"][name] = 0.08
        run["checkpoint"]["quality"][name] = {"precision": 0.1, "recall": 0.2}
    (out / "run.json").write_text(json.dumps(run))
    page = write_report(out, OPTIONS).files["html"].read_text("utf-8")
    assert "Table of roles" not in page
    assert "Victim: not counted." in page
