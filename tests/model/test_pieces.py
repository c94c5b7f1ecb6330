from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer
from tokenizers.decoders import ByteLevel as ByteLevelDecoder
from tokenizers.models import BPE
from tokenizers.pre_tokenizers import ByteLevel
from tokenizers.processors import RobertaProcessing
from tokenizers.trainers import BpeTrainer

from framing.errors import CheckpointError
from framing.model.checkpoint import TOKENIZER_FILE
from framing.model.pieces import (
    OVERLAP,
    OWN,
    PADDING,
    QUOTED,
    SPECIAL,
    PieceEncoder,
    PieceSentence,
    Window,
    pad,
    rounded,
)
from framing.text import Sentence, Span
from tests.scoring.fakes import ID, write_tokenizer

TEXT = "We said “the brutal port” un-closed."
QUOTATION = Span(8, 25)


@pytest.fixture(scope="session")
def wordpiece(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wordpiece")
    write_tokenizer(folder)
    return folder / TOKENIZER_FILE


@pytest.fixture(scope="session", params=[True, False], ids=["trimmed", "untrimmed"])
def byte_level(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a tokenizer of RoBERTa's kind: pieces are bytes and start with the space before a word."""
    tokenizer = Tokenizer(BPE())
    tokenizer.pre_tokenizer = ByteLevel(add_prefix_space=True, trim_offsets=request.param)
    tokenizer.decoder = ByteLevelDecoder()
    alphabet = ByteLevel.alphabet()
    trainer = BpeTrainer(
        vocab_size=320,
        special_tokens=["<s>", "<pad>", "</s>"],
        initial_alphabet=alphabet,
        show_progress=False,
    )
    tokenizer.train_from_iterator([TEXT, "the port said the port"] * 5, trainer)
    tokenizer.post_processor = RobertaProcessing(
        ("</s>", tokenizer.token_to_id("</s>")),
        ("<s>", tokenizer.token_to_id("<s>")),
        trim_offsets=request.param,
    )
    file = tmp_path_factory.mktemp("bytes") / TOKENIZER_FILE
    tokenizer.save(str(file))
    return file


def encode(file: Path, text: str, *quoted: Span, window: int = 64) -> PieceSentence:
    return PieceEncoder(file, window=window).encode([Sentence(text, 0, len(text), quoted)])[0]


def pieces_of(file: Path, sentence: PieceSentence, word: int) -> str:
    """Put the pieces of one word back together."""
    tokenizer, window = Tokenizer.from_file(str(file)), sentence.windows[0]
    return str(tokenizer.decode(window.ids[window.words == word].tolist())).replace(" ", "").replace("##", "")


def test_wordpieces_find_their_words(wordpiece: Path) -> None:
    sentence = encode(wordpiece, TEXT, QUOTATION)
    found = [pieces_of(wordpiece, sentence, word) for word in range(len(sentence.places))]
    assert found == ["we", "said", "the", "brutal", "port", "un-closed"]


def test_byte_pieces_find_their_words(byte_level: Path) -> None:
    sentence = encode(byte_level, TEXT, QUOTATION)
    found = [pieces_of(byte_level, sentence, word) for word in range(len(sentence.places))]
    assert found == ["We", "said", "the", "brutal", "port", "un-closed"]


def test_byte_pieces_find_words_of_several_bytes_per_letter(byte_level: Path) -> None:
    sentence = encode(byte_level, "Łódź café naïve")
    found = [pieces_of(byte_level, sentence, word) for word in range(3)]
    assert found == ["Łódź", "café", "naïve"]


def test_pieces_of_a_quotation_are_quoted_its_marks_too(wordpiece: Path) -> None:
    window = encode(wordpiece, TEXT, QUOTATION).windows[0]
    tokens = [list(ID)[number] for number in window.ids]
    quoted = [token for token, kind in zip(tokens, window.kinds, strict=True) if kind == QUOTED]
    assert quoted == ['"', "the", "brutal", "port", '"']


def test_byte_pieces_next_to_a_quotation_are_own(byte_level: Path) -> None:
    sentence = encode(byte_level, TEXT, QUOTATION)
    window = sentence.windows[0]
    quoted_words = {int(word) for word in window.words[window.kinds == QUOTED] if word >= 0}
    assert quoted_words == {2, 3, 4}
    assert sentence.quoted.tolist() == [False, False, True, True, True, False]


def test_the_ends_are_special_and_belong_to_no_word(wordpiece: Path) -> None:
    window = encode(wordpiece, "the port").windows[0]
    assert window.kinds.tolist() == [SPECIAL, OWN, OWN, SPECIAL]
    assert window.words.tolist() == [-1, 0, 1, -1]


def test_punctuation_belongs_to_no_word(wordpiece: Path) -> None:
    assert encode(wordpiece, "the port!").windows[0].words.tolist() == [-1, 0, 1, -1, -1]


def test_a_sentence_without_words_has_one_window(wordpiece: Path) -> None:
    sentence = encode(wordpiece, "!")
    assert len(sentence.places) == 0
    assert len(sentence.windows) == 1


def test_a_spelled_out_special_piece_is_text(tmp_path: Path) -> None:
    """Else an article could end the sentence for the network in its midst."""
    write_tokenizer(tmp_path)
    file = tmp_path / TOKENIZER_FILE
    tokenizer = Tokenizer.from_file(str(file))
    tokenizer.add_special_tokens(["[SEP]"])
    tokenizer.save(str(file))
    window = encode(file, "the [SEP] port").windows[0]
    assert window.ids.tolist().count(ID["[SEP]"]) == 1
    assert window.kinds.tolist()[1:-1] == [OWN] * (len(window.ids) - 2)


def test_stored_padding_and_truncation_are_switched_off(tmp_path: Path) -> None:
    write_tokenizer(tmp_path)
    file = tmp_path / TOKENIZER_FILE
    tokenizer = Tokenizer.from_file(str(file))
    tokenizer.enable_padding(length=100)
    tokenizer.enable_truncation(3)
    tokenizer.save(str(file))
    assert len(encode(file, "the port closed").windows[0].ids) == 5


@pytest.mark.parametrize("content", ["{", "", "[]"])
def test_a_broken_tokenizer_is_named(tmp_path: Path, content: str) -> None:
    file = tmp_path / TOKENIZER_FILE
    file.write_text(content)
    with pytest.raises(CheckpointError, match=r"tokenizer\.json cannot be read"):
        PieceEncoder(file, window=16)


@given(n_words=st.integers(0, 120), size=st.integers(9, 50))
def test_windows_cover_every_piece_in_order(wordpiece: Path, n_words: int, size: int) -> None:
    text = "port " * n_words
    whole = encode(wordpiece, text, window=10_000).windows[0]
    windows = encode(wordpiece, text, window=size).windows
    assert all(len(window.ids) <= size for window in windows)
    seen = [int(word) for window in windows for word in window.words if word >= 0]
    assert set(seen) == set(whole.words.tolist()) - {-1}
    for window in windows:
        words = window.words[window.words >= 0]
        assert (np.diff(words) == 1).all()
        assert window.kinds[0] == window.kinds[-1] == SPECIAL
        assert (window.ids[0], window.ids[-1]) == (ID["[CLS]"], ID["[SEP]"])


@given(n_words=st.integers(0, 300), size=st.integers(9, 100))
def test_neighbouring_windows_share_pieces(wordpiece: Path, n_words: int, size: int) -> None:
    windows = encode(wordpiece, "port " * n_words, window=size).windows
    least = min(OVERLAP, (len(windows[0].ids) - 2) // 2)
    for first, second in pairwise(windows):
        assert len(set(first.words.tolist()) & set(second.words.tolist()) - {-1}) >= least


def test_no_window_is_needless(wordpiece: Path) -> None:
    """The last window holds something that the one before it did not."""
    for n_words in range(1, 200):
        windows = encode(wordpiece, "port " * n_words, window=50).windows
        if len(windows) > 1:
            assert windows[-1].words.max() > windows[-2].words.max()


def test_a_sentence_that_just_fits_is_one_window(wordpiece: Path) -> None:
    assert len(encode(wordpiece, "port " * 14, window=16).windows) == 1
    assert len(encode(wordpiece, "port " * 15, window=16).windows) == 2


def test_quoted_pieces_stay_quoted_in_every_window(wordpiece: Path) -> None:
    text = "port " * 20 + "“" + "jobs " * 40 + "”"
    windows = encode(wordpiece, text, Span(100, len(text)), window=24).windows
    for window in windows:
        jobs = window.kinds[window.ids == ID["jobs"]]
        ports = window.kinds[window.ids == ID["port"]]
        assert (jobs == QUOTED).all()
        assert (ports == OWN).all()


def window(length: int) -> Window:
    return Window(np.arange(1, length + 1), np.full(length, OWN), np.zeros(length, dtype=np.int32))


def test_pad_keeps_pieces_and_marks_the_rest() -> None:
    batch = pad([window(2), window(4)])
    assert batch.ids.tolist() == [[1, 2, 0, 0], [1, 2, 3, 4]]
    assert batch.kinds.tolist() == [[OWN, OWN, PADDING, PADDING], [OWN] * 4]


@pytest.mark.parametrize(("length", "padded"), [(1, 16), (16, 16), (17, 32)])
def test_pad_rounds_the_length_up(length: int, padded: int) -> None:
    assert pad([window(length)], multiple=16).ids.shape == (1, padded)


@given(st.integers(1, 600))
def test_a_length_is_rounded_to_itself_or_up_to_a_little_more(length: int) -> None:
    assert length <= rounded(length) < length + 16
    assert rounded(rounded(length)) == rounded(length)


@given(n_words=st.integers(0, 300), size=st.integers(9, 100))
def test_a_window_has_room_for_its_padding(wordpiece: Path, n_words: int, size: int) -> None:
    windows = encode(wordpiece, "port " * n_words, window=size).windows
    assert all(rounded(len(window.ids)) <= size for window in windows)


TEXTS = st.lists(st.sampled_from(["the", "“port", "un-closed”", "said", "...", "Łódź"]), max_size=9).map(
    " ".join
)


def quoting(text: str) -> Sentence:
    """Give a sentence whose quotation reaches from the first mark to the last."""
    start, end = text.find("“"), text.rfind("”") + 1
    return Sentence(text, 0, len(text), (Span(start, end),) if 0 <= start < end else ())


@given(st.lists(TEXTS.map(quoting), max_size=5))
def test_a_sentence_is_cut_alike_in_whatever_company(wordpiece: Path, sentences: list[Sentence]) -> None:
    encoder = PieceEncoder(wordpiece, window=16)
    for sentence, together in zip(sentences, encoder.encode(sentences), strict=True):
        (alone,) = encoder.encode([sentence])
        assert together.places.tolist() == alone.places.tolist()
        assert together.quoted.tolist() == alone.quoted.tolist()
        assert [window_parts(one) for one in together.windows] == [window_parts(one) for one in alone.windows]


def window_parts(window: Window) -> tuple[list[int], list[int], list[int]]:
    return window.ids.tolist(), window.kinds.tolist(), window.words.tolist()


def test_curly_marks_are_read_as_straight_ones_and_every_place_stays(wordpiece: Path) -> None:
    curly, straight = (encode(wordpiece, text) for text in ("the “port” isn’t", 'the "port" isn\'t'))
    assert curly.windows[0].ids.tolist() == straight.windows[0].ids.tolist()
    assert curly.places.tolist() == straight.places.tolist()


def test_the_mask_is_known_where_there_is_one(wordpiece: Path, tmp_path: Path) -> None:
    assert PieceEncoder(wordpiece, window=64).mask is None
    tokenizer = Tokenizer.from_file(str(wordpiece))
    tokenizer.add_special_tokens(["[MASK]"])
    tokenizer.save(str(tmp_path / "tokenizer.json"))
    found = PieceEncoder(tmp_path / "tokenizer.json", window=64).mask
    assert found == tokenizer.token_to_id("[MASK]")
