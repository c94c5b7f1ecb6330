"""Writing a checkpoint directory: fp16 weights, and the int8 IR that the CPU engine runs."""

from collections.abc import Sequence
from pathlib import Path

import nncf
import numpy as np
import openvino as ov
import torch
from torch import Tensor, nn

from framing.model.checkpoint import IR_FILE, WEIGHTS_FILE
from framing.model.network import FramingModel
from framing.model.pieces import Batch
from framing.model.quiet import quiet_quantization, quiet_transformers

_HEADS = (".*sentence_head.*", ".*word_head.*")
"""Kept in floating point: they cost next to nothing, and their outputs are the logits themselves."""

_SMOOTHING = 0.85
"""How much of the activations' outliers SmoothQuant moves into the weights. Of .65 to .95 the one whose
int8 logits lie closest to fp32 (docs/experiments.md)."""

_HALF_RANGE = nncf.OverflowFix.ENABLE
"""Weights take 7 of their 8 bits. Processors without VNNI or AMX add two products in 16 bits, where those of
8 bits overflow and are cut off; so they add up what others do (docs/experiments.md)."""


class _Positional(nn.Module):
    """The network with a plain tuple of outputs, as a tracer wants it."""

    def __init__(self, model: FramingModel) -> None:
        super().__init__()
        self.model = model

    def forward(self, input_ids: Tensor, kinds: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        output = self.model(input_ids, kinds)
        return output.sentence, output.own, output.words


def save_weights(model: FramingModel, folder: Path) -> None:
    """Write config and fp16 weights as ``from_pretrained`` reads them.

    Args:
        model: The network, fp32; left as it is.
        folder: The checkpoint's directory.
    """
    half = {name: value.detach().to(torch.float16).contiguous() for name, value in model.state_dict().items()}
    with quiet_transformers():
        model.save_pretrained(folder, state_dict=half)
    # safetensors makes its file private; a checkpoint is there to be shared.
    (folder / WEIGHTS_FILE).chmod(0o644)


def save_int8(model: FramingModel, folder: Path, batches: Sequence[Batch]) -> None:
    """Quantize to int8 and write the OpenVINO IR.

    Post-training quantization of weights and activations; the ranges of the activations come from
    the given batches.

    Args:
        model: The network, fp32, in evaluation mode.
        folder: The checkpoint's directory.
        batches: Representative batches, some hundred sentences in all, none from evaluation data.
    """
    with quiet_quantization():
        small = _quantized(converted(model, batches[0]), batches)
    file = folder / IR_FILE
    file.parent.mkdir(parents=True, exist_ok=True)
    ov.save_model(small, file, compress_to_fp16=True)


def converted(model: FramingModel, example: Batch) -> ov.Model:
    """Turn a network into what OpenVINO runs, not quantized yet.

    Args:
        model: The network, fp32, in evaluation mode.
        example: A batch that it is traced with.

    Returns:
        The same network as OpenVINO has it.
    """
    with torch.no_grad():
        plain = ov.convert_model(
            _Positional(model),
            example_input=(torch.from_numpy(example.ids), torch.from_numpy(example.kinds)),
            input=[("input_ids", [-1, -1], np.int64), ("kinds", [-1, -1], np.int64)],
        )
    _name_ports(plain)
    return plain


def _quantized(model: ov.Model, batches: Sequence[Batch]) -> ov.Model:
    feed = nncf.Dataset([{"input_ids": batch.ids, "kinds": batch.kinds} for batch in batches])
    return nncf.quantize(
        model,
        feed,
        model_type=nncf.ModelType.TRANSFORMER,
        preset=nncf.QuantizationPreset.MIXED,
        subset_size=len(batches),
        ignored_scope=nncf.IgnoredScope(patterns=list(_HEADS), validate=False),
        advanced_parameters=nncf.AdvancedQuantizationParameters(
            overflow_fix=_HALF_RANGE,
            smooth_quant_alphas=nncf.AdvancedSmoothQuantParameters(matmul=_SMOOTHING),
        ),
    )


def _name_ports(model: ov.Model) -> None:
    for port, name in zip(model.inputs, ("input_ids", "kinds"), strict=True):
        port.get_tensor().set_names({name})
    for port, name in zip(model.outputs, ("sentence", "own", "words"), strict=True):
        port.get_tensor().set_names({name})
