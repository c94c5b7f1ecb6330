from pathlib import Path

import pytest

from framing.report import ReportOptions
from framing.report.compiling import compile_report
from framing.report.merging import bare_mention, mention_key
from framing.report.summary import SourceSummary
from framing.report.table import open_table
from framing.report.telling.casting import find_castings
from tests.report.corpus import CASES, MadeArticle, marked, write_table
from tests.report.telling.tellings import scored


def summary(out: Path, *lines: str) -> SourceSummary:
    article = MadeArticle("Post", "p1", tuple(map(marked, lines)))
    options = ReportOptions(resamples=100)
    with open_table(write_table(out, [article]), options) as table:
        return compile_report(table, options).sources[0]


def cases(name: str) -> list[list[str]]:
    lines = (CASES / name).read_text("utf-8").splitlines()
    return [line.split(" | ") for line in lines if line and not line.startswith("##")]


def keys(mentions: list[str]) -> set[str]:
    return {mention_key(bare_mention(mention)) for mention in mentions}


@pytest.mark.parametrize("mentions", cases("mentions_alike.txt"))
def test_mentions_of_one_name_are_merged(mentions: list[str]) -> None:
    assert len(keys(mentions)) == 1


def test_an_event_merges_mentions_as_the_section_of_a_source_does(tmp_path: Path) -> None:
    lines = (
        "[V|The Council] met.",
        "By [V|its councils].",
        "The [V|council's] vote fell.",
        "[T|Both farmers of].",
    )
    section = [(one.role, one.name, one.own) for one in summary(tmp_path, *lines).mentions]
    event = [(one.role, one.name, one.times) for one in find_castings(scored("Post", lines), 6)]
    assert (
        section
        == sorted(event, key=lambda one: one[0])
        == [("victim", "farmers", 1), ("villain", "Council", 3)]
    )


@pytest.mark.parametrize("mentions", cases("mentions_apart.txt"))
def test_mentions_of_several_names_stay_apart(mentions: list[str]) -> None:
    assert len(keys(mentions)) == len(mentions)


def test_the_most_frequent_form_names_a_mention(tmp_path: Path) -> None:
    found = summary(tmp_path, "[V|The Council] met.", "[V|council] met.", "The [V|council's] vote fell.")
    (mention,) = found.mentions
    assert (mention.name, mention.own, set(mention.forms)) == ("council", 3, {"council", "Council"})


def test_quoted_castings_are_counted_apart(tmp_path: Path) -> None:
    found = summary(tmp_path, "The [V|firm] lied.", "“The [V|firm] lied,” he said.", "“The [V|mayor] lied.”")
    assert [(one.name, one.own, one.quoted) for one in found.mentions] == [("firm", 1, 1)]


def test_pronouns_are_no_mentions_but_the_country_is(tmp_path: Path) -> None:
    found = summary(tmp_path, "[V|They] robbed [T|us].", "[V|US] ships fired.", "[T|I] wept.")
    assert [one.name for one in found.mentions] == ["US"]


def test_the_example_of_a_mention_stands_in_own_words(tmp_path: Path) -> None:
    found = summary(tmp_path, "“The [V|firm] lied,” he said.", "The [V|firm] lied again.")
    assert found.mentions[0].example.text == "The firm lied again."


def test_only_loaded_words_of_the_source_itself_are_counted(tmp_path: Path) -> None:
    found = summary(tmp_path, "The [L|vile regime's] plan.", "“A [L|wicked] plan,” he said.", "A [V|regime].")
    assert {word.word: word.count for word in found.words} == {"vile": 1, "regime": 1}


def test_function_words_and_numbers_are_not_counted(tmp_path: Path) -> None:
    found = summary(tmp_path, "They [L|declared war on the 300] men.")
    assert {word.word for word in found.words} == {"declared", "war"}


def test_words_keep_their_letters_after_wide_characters(tmp_path: Path) -> None:
    found = summary(tmp_path, "👩‍🚀 Zoë’s [L|so-called «élan»] shook 東京.")
    assert {word.word for word in found.words} == {"so-called", "élan"}


def test_wording_counts_whatever_its_case(tmp_path: Path) -> None:
    found = summary(tmp_path, "[L|Vile] plans.", "A [L|vile] plan.", "A [L|wicked] plan.")
    assert [(one.text.lower(), one.count) for one in found.wordings] == [("vile", 2), ("wicked", 1)]


def test_wording_and_words_are_counted_in_sentences_that_are_not_loaded_too(tmp_path: Path) -> None:
    found = mild(tmp_path, "The [L|vile] plan fell.")
    assert [(one.text, one.count) for one in found.wordings] == [("vile", 3)]
    assert [(one.word, one.count) for one in found.words] == [("vile", 3)]


def test_a_source_without_a_loaded_sentence_has_no_loaded_wording(tmp_path: Path) -> None:
    assert mild(tmp_path).wordings == ()


def mild(out: Path, *lines: str) -> SourceSummary:
    """Give a source with loaded wording in two sentences below the threshold, and further sentences."""
    below = marked("A [L|vile] plan.", prob=0.4)
    article = MadeArticle("Post", "p1", (below, below, *map(marked, lines)))
    options = ReportOptions(resamples=100)
    with open_table(write_table(out, [article]), options) as table:
        return compile_report(table, options).sources[0]
