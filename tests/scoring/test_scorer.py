from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.engines.interface import Logits
from framing.model.pieces import Batch
from framing.scoring import ScoredArticle, Scorer
from framing.scoring import scorer as scorer_module
from framing.scoring.admission import Strangers
from framing.text import Article, ForeignSpan, Unscored
from tests.scoring.fakes import FakeEngine, article, bad, make_scorer, scored

SENTENCES = ("The brutal bandits fled.", "The port closed.", "“Unprovoked”, we said.", "* * *", "The court!")
TEXTS = st.lists(st.sampled_from(SENTENCES), max_size=4).map(" ".join)
INPUTS = st.lists(
    st.one_of(
        st.integers(0, 9).map(bad),
        st.builds(
            article,
            st.integers(0, 9),
            TEXTS,
            source=st.sampled_from(["Post", "Herald"]),
            language=st.sampled_from(["en", "de", None]),
        ),
    ),
    max_size=12,
)


def reasons(items: Iterable[ScoredArticle | Unscored]) -> list[str | None]:
    return [item.reason if isinstance(item, Unscored) else None for item in items]


def name(item: Article | ScoredArticle | Unscored) -> str:
    """Give the path of an input or of its result."""
    return item.article.path if isinstance(item, ScoredArticle) else item.path


@settings(deadline=None)
@given(INPUTS)
def test_each_input_comes_out_once_and_in_order(scorer: Scorer, inputs: list[Article | Unscored]) -> None:
    assert [name(item) for item in scorer.score(inputs)] == [name(item) for item in inputs]


@settings(deadline=None)
@given(INPUTS, st.integers(1, 6))
def test_the_size_of_the_group_changes_nothing(
    scorer: Scorer, inputs: list[Article | Unscored], size: int
) -> None:
    whole = list(scorer.score(inputs))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scorer_module, "GROUP_SENTENCES", size)
        assert list(scorer.score(inputs)) == whole


@settings(deadline=None)
@given(INPUTS)
def test_sentences_and_spans_slice_to_their_wording(scorer: Scorer, inputs: list[Article | Unscored]) -> None:
    for item in scored(scorer.score(inputs)):
        for score in item.sentences:
            assert item.article.text[score.start : score.end] == score.text
            for span in score.spans:
                assert score.text[span.start : span.end].strip()


def test_a_row_carries_its_article(scorer: Scorer) -> None:
    given_article = replace(article(1, "The port closed."), title="Port", url="https://post.example/1")
    row = scored(scorer.score([given_article]))[0].sentences[0]
    assert (row.source, row.article_id, row.title, row.url) == ("Post", "a1", "Port", given_article.url)
    assert row.checkpoint == scorer.checkpoint.digest


def test_probabilities_go_to_their_sentence(scorer: Scorer) -> None:
    text = "The port closed on Monday. The brutal raid. The port closed. Vicious!"
    rows = scored(scorer.score([article(1, text)]))[0].sentences
    assert [row.loaded > 0.5 for row in rows] == [False, True, False, True]


def test_frames_are_named_in_the_order_of_the_checkpoint(scorer: Scorer) -> None:
    (row,) = scorer.score_text("The court closed.")
    assert list(row.frames) == ["economic", "legality"]
    assert row.frames["legality"] > 0.5 > row.frames["economic"]


def test_loaded_words_inside_a_quotation_are_not_the_sources_own(scorer: Scorer) -> None:
    (row,) = scorer.score_text("We said “brutal port” on Monday.")
    assert row.loaded > 0.5 > row.own_loaded
    assert [span.quoted for span in row.spans] == [True]


def test_quoted_share_counts_words(scorer: Scorer) -> None:
    (row,) = scorer.score_text("We said “brutal port”.")
    assert row.quoted_share == 0.5


def test_a_sentence_without_a_word_is_not_scored(scorer: Scorer) -> None:
    rows = scorer.score_text("The port. * * * . The court.")
    assert [(row.sentence, row.text) for row in rows] == [(0, "The port."), (1, "The court.")]


def test_a_foreign_paragraph_is_not_scored(scorer: Scorer) -> None:
    text = "The port closed.\n\nDer Hafen schloss.\n\nThe court closed."
    given_article = replace(article(1, text), foreign=(ForeignSpan(18, 36, "de"),))
    rows = scored(scorer.score([given_article]))[0].sentences
    assert [row.text for row in rows] == ["The port closed.", "The court closed."]


def test_an_article_without_a_sentence_is_unscored(scorer: Scorer) -> None:
    assert reasons(scorer.score([article(1, "* * *")])) == ["empty"]


def test_refused_articles_keep_their_place(scorer: Scorer) -> None:
    inputs = [
        article(1, "The port closed."),
        article(2, "Der Hafen.", language="de"),
        bad(3),
        article(4, "The port closed."),
        article(1, "The court."),
        article(5, "The court."),
    ]
    found = reasons(scorer.score(inputs))
    assert found == [None, "language", "binary", "duplicate", "duplicate_id", None]


def test_two_runs_of_one_scorer_do_not_know_each_other(scorer: Scorer) -> None:
    inputs = [article(1, "The port closed.")]
    assert list(scorer.score(inputs)) == list(scorer.score(inputs))


def test_a_blank_text_has_no_scores(scorer: Scorer) -> None:
    assert scorer.score_text(" \n ") == ()


def test_a_long_sentence_is_read_to_its_end(tmp_path: Path) -> None:
    short = make_scorer(tmp_path, window=16)
    text = "The port " * 30 + "closed on brutal monday, the court said."
    (row,) = short.score_text(text)
    assert row.loaded > 0.5
    assert [text[span.start : span.end] for span in row.spans] == ["brutal"]
    assert row.frames["legality"] > 0.5


def test_no_batch_is_longer_than_the_window(tmp_path: Path) -> None:
    engine = FakeEngine()
    make_scorer(tmp_path, window=16, engine=engine).score_text("The port " * 100)
    assert max(length for _, length in engine.shapes) <= 16


def test_reads_no_further_ahead_than_a_few_groups(scorer: Scorer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scorer_module, "GROUP_SENTENCES", 10)
    read = []

    def articles() -> Iterator[Article]:
        for number in range(1_000):
            read.append(number)
            yield article(number, f"The port closed {number}.")

    next(scorer.score(articles()))
    assert len(read) <= 50


def test_a_lazy_stream_of_errors_alone_comes_out(scorer: Scorer) -> None:
    assert list(scorer.score(bad(number) for number in range(3))) == [bad(0), bad(1), bad(2)]


def test_a_stream_of_errors_does_not_wait_for_an_article(
    scorer: Scorer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scorer_module, "GROUP_SENTENCES", 10)
    read = []

    def errors() -> Iterator[Unscored]:
        for number in range(1_000):
            read.append(number)
            yield bad(number)

    assert next(scorer.score(errors())) == bad(0)
    assert len(read) <= 50


def test_a_repeated_sentence_is_run_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scorer_module, "GROUP_SENTENCES", 4)
    engine = FakeEngine()
    copy = "The brutal raid. The port closed."
    inputs = [article(number, f"{copy} Court {number}.", source=f"Post {number}") for number in range(8)]
    found = scored(make_scorer(tmp_path, engine=engine).score(inputs))
    assert [[row.loaded > 0.5 for row in item.sentences] for item in found] == [[True, False, False]] * 8
    # Groups that are on their way together do not know each other's sentences yet.
    assert sum(rows for rows, _ in engine.shapes) < 24


def test_a_worker_that_knows_only_a_part_leaves_copies_to_others(scorer: Scorer) -> None:
    inputs = [article(1, "The port closed."), article(1, "The port closed.")]
    assert reasons(scorer.score(inputs, copies=Strangers())) == [None, None]


class _Lossy(FakeEngine):
    def run(self, batches: Iterable[Batch]) -> Iterator[Logits]:
        yield from list(super().run(batches))[1:]


def test_an_engine_that_loses_a_batch_is_found_out(tmp_path: Path) -> None:
    lossy = make_scorer(tmp_path, engine=_Lossy())
    with pytest.raises(RuntimeError, match="fewer results than batches"):
        list(lossy.score([article(1, "The port closed.")]))
