"""Masked-language learning: an encoder guesses what was hidden from it in plain text (Devlin et al. 2019).

An encoder made for other ends (sentence similarity, say) has lost some of what words mean where they stand;
guessing them in news brings it back. No label is needed.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn
from transformers import PreTrainedModel

from framing.training.loop import Run, Step, in_bf16, set_rates
from framing.training.settings import Precision

MASKED = 0.2
"""Share of the pieces that are to be guessed."""

_AS_MASK, _AS_OTHER = 0.8, 0.1
"""Of the pieces to be guessed: shares replaced by the mask and by another piece; the rest stays as it is."""


class MaskedModel(nn.Module):
    """An encoder with a head that guesses pieces, its output weights those of the encoder's embeddings.

    Args:
        encoder: The encoder.
    """

    def __init__(self, encoder: PreTrainedModel) -> None:
        super().__init__()
        self.encoder = encoder
        embeddings = encoder.get_input_embeddings()
        if not isinstance(embeddings, nn.Embedding):
            raise TypeError(f"{type(encoder).__name__} has no table of embeddings to guess pieces by")
        n_pieces, width = embeddings.weight.shape
        self.dense = nn.Linear(width, width)
        self.norm = nn.LayerNorm(width)
        self.bias = nn.Parameter(torch.zeros(n_pieces))

    def forward(self, input_ids: Tensor, hidden: Tensor) -> Tensor:
        """Guess the hidden pieces.

        Args:
            input_ids: Piece ids, no row padded. Shape: ``(n, length)``.
            hidden: Which pieces are to be guessed. Shape: ``(n, length)``, bool.

        Returns:
            A logit per guessed piece and piece of the vocabulary. Shape: ``(n_hidden, n_pieces)``.
        """
        mask = torch.ones_like(input_ids)
        states = self.encoder(input_ids=input_ids, attention_mask=mask).last_hidden_state[hidden]
        guessed = self.norm(nn.functional.gelu(self.dense(states)))
        embeddings = self.encoder.get_input_embeddings().weight
        logits: Tensor = nn.functional.linear(guessed, embeddings, self.bias)  # type: ignore[arg-type]
        return logits


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """Text as rows of pieces, all of one length.

    Attributes:
        ids: Piece ids, special pieces at both ends. Shape: ``(n_rows, length)``.
        special: Ids that are never hidden.
        mask: Id that stands for a hidden piece.
        n_pieces: Size of the vocabulary.
    """

    ids: npt.NDArray[np.int32]
    special: frozenset[int]
    mask: int
    n_pieces: int


@dataclass(frozen=True, slots=True)
class Course:
    """How an encoder learns from plain text.

    Attributes:
        passes: How often every row is seen; a fraction of a pass is a part of the rows.
        rate: Highest learning rate.
        batch: Rows per step.
        warmup: Share of the steps over which the rate rises.
        seed: Seed of the order and of what is hidden.
        precision: As `framing.training.settings.Optimisation.precision`.
    """

    passes: float
    rate: float
    batch: int
    warmup: float
    seed: int
    precision: Precision


def start_masked(model: MaskedModel, course: Course) -> Run:
    """Begin a run.

    Args:
        model: The network, on the device where it learns.
        course: How it learns.

    Returns:
        The run before its first step.
    """
    parameters = list(model.parameters())
    optimizer = torch.optim.AdamW(
        parameters, lr=course.rate, weight_decay=0.01, betas=(0.9, 0.98), fused=True
    )
    for group in optimizer.param_groups:
        group["highest"] = group["lr"]
    return Run(model=model, objective=nn.Module(), average={}, optimizer=optimizer)


def train_masked(run: Run, rows: Rows, course: Course) -> Iterator[Step]:
    """Carry a run to its end; taken up again it is the same as one that was never stopped.

    Args:
        run: Where it stands; changed in place.
        rows: What it reads.
        course: How it learns.

    Yields:
        A report after every step.
    """
    steps = _steps(len(rows.ids), course)
    run.model.train()
    device = next(run.model.parameters()).device
    while run.done < len(steps):
        torch.manual_seed(random.Random(f"{course.seed}:{run.done}").getrandbits(48))
        chance = np.random.default_rng([course.seed, run.done])
        ids = rows.ids[steps[run.done]].astype(np.int64)
        shown, hidden = hide(ids, rows, chance)
        set_rates(run.optimizer, run.done, len(steps), course.warmup)
        with torch.autocast(device.type, torch.bfloat16, enabled=in_bf16(course.precision, device)):
            logits = run.model(torch.from_numpy(shown).to(device), torch.from_numpy(hidden).to(device))
        loss = nn.functional.cross_entropy(logits.float(), torch.from_numpy(ids[hidden]).to(device))
        run.optimizer.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(run.model.parameters(), 1.0)
        run.optimizer.step()
        run.done += 1
        yield Step(number=run.done, steps=len(steps), loss=float(loss.detach()))


def hide(
    ids: npt.NDArray[np.int64], rows: Rows, chance: np.random.Generator
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.bool_]]:
    """Hide some pieces.

    Args:
        ids: Piece ids. Shape: ``(n, length)``.
        rows: Says what is special and what stands for a hidden piece.
        chance: Where the chances come from.

    Returns:
        What is shown, and which pieces are to be guessed; at least one is. Shape of both: ``(n, length)``.
    """
    plain = ~np.isin(ids, list(rows.special))
    hidden = plain & (chance.random(ids.shape) < MASKED)
    if not hidden.any():
        hidden.flat[np.flatnonzero(plain)[0]] = True
    turn = chance.random(ids.shape)
    shown = np.where(hidden & (turn < _AS_MASK), rows.mask, ids)
    other = hidden & (turn >= _AS_MASK) & (turn < _AS_MASK + _AS_OTHER)
    return np.where(other, chance.integers(0, rows.n_pieces, ids.shape), shown), hidden


def _steps(n_rows: int, course: Course) -> Sequence[npt.NDArray[np.intp]]:
    """Lay out the run: rows of each step, every row once per pass."""
    chance = np.random.default_rng(course.seed)
    wanted = max(1, round(n_rows * course.passes))
    passes = [chance.permutation(n_rows) for _ in range(-(-wanted // n_rows))]
    order = np.concatenate(passes)[:wanted]
    return [order[at : at + course.batch] for at in range(0, len(order), course.batch)]
