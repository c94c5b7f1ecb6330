"""Products of int8 matrices alone, in the shapes of an encoder's linear layers: nothing can be faster.

Two ways, of which the faster is the ceiling: torch's own product, one after the other on all threads, and
OpenVINO's, all layers in a row and one stream per core, as the engine runs them. Both take as
many rows at once as a full batch has pieces, and leave out everything between the products.
"""

from collections.abc import Callable
from typing import Any

import numpy as np

from benchmarks.speed_work import Shape


def torch_products(shape: Shape, rows: int, threads: int) -> Callable[[int], None]:
    """Prepare the products as torch offers them.

    Args:
        shape: Gives the products.
        rows: Rows per thread.
        threads: Threads that share each product.

    Returns:
        What carries out all products so many times, for each thread's rows.
    """
    import torch  # noqa: PLC0415 - takes seconds

    torch.set_num_threads(threads)
    chance = torch.Generator().manual_seed(0)

    def drawn(*size: int) -> torch.Tensor:
        return torch.randint(-127, 128, size, dtype=torch.int8, generator=chance)

    weights = [drawn(inputs, outputs) for inputs, outputs in shape.products]
    given = {width: drawn(rows * threads, width) for width in {shape.hidden, shape.inner}}

    def run(times: int) -> None:
        for _ in range(times):
            for weight in weights:
                torch._int_mm(given[weight.shape[0]], weight)

    return run


def openvino_products(shape: Shape, rows: int, streams: int) -> Callable[[int], None]:
    """Prepare the products as the engine's library offers them.

    Args:
        shape: Gives the products.
        rows: Rows per stream.
        streams: Streams of one thread each.

    Returns:
        What carries out all products so many times, for each stream's rows.
    """
    import openvino as ov  # noqa: PLC0415 - not needed to count operations

    settings = {
        "NUM_STREAMS": streams,
        "INFERENCE_NUM_THREADS": streams,
        "INFERENCE_PRECISION_HINT": "f32",
    }
    compiled = ov.Core().compile_model(_chain(shape, rows), "CPU", settings)
    queue = ov.AsyncInferQueue(compiled, 2 * streams)
    given = np.random.default_rng(0).random((rows, shape.hidden), dtype=np.float32)

    def run(times: int) -> None:
        for _ in range(times * streams):
            queue.start_async({0: given})
        queue.wait_all()

    return run


def _chain(shape: Shape, rows: int) -> Any:
    """Make a network of nothing but the linear layers, quantized as the checkpoint's are."""
    import openvino as ov  # noqa: PLC0415 - not needed to count operations
    from openvino import opset13 as ops  # noqa: PLC0415

    chance = np.random.default_rng(0)
    given = ops.parameter([rows, shape.hidden], np.float32)
    node = given
    for inputs, outputs in shape.products:
        low, high = (ops.constant(np.float32(bound)) for bound in (0.0, 1.0))
        quantized = ops.fake_quantize(node, low, high, low, high, 256)
        weights = ops.constant(chance.integers(-127, 128, (outputs, inputs), dtype=np.int8))
        scale = ops.constant(np.full((outputs, 1), 1.0 / (127.0 * inputs**0.5), dtype=np.float32))
        node = ops.matmul(quantized, ops.multiply(ops.convert(weights, np.float32), scale), False, True)
    return ov.Model([node], [given], "ceiling")
