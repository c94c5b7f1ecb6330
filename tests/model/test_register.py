"""Each order of imports needs a Python of its own, since an import happens once."""

import os
import subprocess
import sys

import pytest

from framing.model.checkpoint import Checkpoint

LOAD = "print(type(AutoModel.from_pretrained({folder!r})).__module__)"


def run(program: str) -> list[str]:
    process = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, check=True, text=True, env=dict(os.environ)
    )
    return process.stdout.split()


@pytest.mark.slow
@pytest.mark.parametrize(
    "imports",
    [
        "import framing; from transformers import AutoModel",
        "from transformers import AutoModel; import framing",
    ],
)
def test_automodel_loads_a_checkpoint_in_any_order_of_imports(
    imports: str, tiny_checkpoint: Checkpoint
) -> None:
    assert run(f"{imports}; {LOAD.format(folder=str(tiny_checkpoint.path))}") == ["framing.model.network"]


def test_importing_transformers_alone_loads_nothing_of_ours() -> None:
    modules = run("import framing, transformers, sys; print(*sys.modules)")
    assert "transformers" in modules
    assert not {"framing.model.config", "framing.model.network", "torch"} & set(modules)


WITHOUT_TORCH = (
    "import sys; sys.modules['torch'] = None; "
    "import framing; import transformers.models.auto.modeling_auto as m"
)


def test_the_import_of_transformers_survives_a_missing_torch() -> None:
    assert run(f"{WITHOUT_TORCH}; print('framing.model.network' in sys.modules)") == ["False"]


def test_the_hook_leaves_no_trace_on_the_module() -> None:
    loaders = "print(type(m.__loader__).__name__, m.__loader__ is m.__spec__.loader)"
    assert run(f"{WITHOUT_TORCH}; {loaders}") == ["SourceFileLoader", "True"]
