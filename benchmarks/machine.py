"""What a measurement ran on."""

import os
import platform
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

_INSTRUCTIONS = (
    *("avx2", "avx_vnni", "avx512f", "avx512_vnni", "avx512_bf16", "amx_int8", "amx_bf16"),
    *("asimd", "asimddp", "i8mm", "bf16", "sve"),
)
"""Names of instruction sets that matrix products use, as Linux spells them for x86 and ARM."""

_LIBRARIES = ("numpy", "openvino", "pyarrow", "tokenizers", "torch", "transformers")


def describe() -> dict[str, object]:
    """Describe this machine: processor, cores, instruction sets, versions.

    Where a system does not tell which instruction sets there are, there are none in the list.
    """
    fields = _processor_fields()
    flags = f"{fields.get('flags', '')} {fields.get('Features', '')}".split()
    return {
        "processor": fields.get("model name") or platform.processor() or platform.machine(),
        "cores": cores(),
        "instruction_sets": [name for name in _INSTRUCTIONS if name in flags],
        "system": platform.platform(),
        "python": platform.python_version(),
        "libraries": _versions(_LIBRARIES),
    }


def cores() -> int:
    """Count the cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _processor_fields(path: Path = Path("/proc/cpuinfo")) -> dict[str, str]:
    """Read what Linux says of the first core; nothing elsewhere."""
    if not path.is_file():
        return {}
    first = path.read_text("utf-8", "replace").split("\n\n")[0]
    pairs = (line.partition(":") for line in first.splitlines())
    return {name.strip(): value.strip() for name, _, value in pairs}


def _versions(names: Iterable[str]) -> dict[str, str]:
    found = {}
    for name in names:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found
