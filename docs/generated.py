"""Makes the pages on commands, HTTP and the model of what they are about, when the site is built."""

import re
from collections.abc import Callable, Iterator
from enum import StrEnum
from inspect import Parameter, getdoc, signature
from pathlib import Path
from typing import Any, get_args

from fastapi import FastAPI
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from typer.models import ArgumentInfo

from framing.cli.examples import EXAMPLES
from framing.cli.main import app as program
from framing.model.checkpoint import shipped_checkpoints
from framing.web.api import ApiAnswers

_PICTURE = re.compile(r"!\[[^\]]*\]\(([\w.]+)\)")


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages to the site."""
    pages: dict[str, str | bytes] = {"cli.md": cli_page(), "http.md": http_page()}
    for folder in shipped_checkpoints():
        card = folder / "README.md"
        # Two cards have pictures of the same names.
        pages[f"{folder.name}/model-card.md"] = card_page(card)
        for name in _PICTURE.findall(card.read_text("utf-8")):
            pages[f"{folder.name}/{name}"] = (folder / name).read_bytes()
    for name, content in pages.items():
        files.append(File.generated(config, f"reference/{name}", content=content))
    return files


def card_page(card: Path) -> str:
    """Give the model card as it lies beside the checkpoint, without the lines that are for the hub."""
    text = card.read_text("utf-8")
    if text.startswith("---\n"):
        text = text.split("---\n", 2)[2]
    return text.replace("# ", "# Model card: ", 1)


def cli_page() -> str:
    """Describe every command: what it does, its arguments and options, examples."""
    parts = [
        "# Commands\n",
        "`framing COMMAND --help` shows the same. [Exit statuses](exit-status.md) are listed apart.\n",
        "`framing --install-completion` teaches your shell to complete commands and options.\n",
    ]
    for command in program.registered_commands:
        name, function = str(command.name), command.callback
        assert function is not None
        parts += [f"\n## framing {name}\n", _paragraphs(getdoc(function) or "")]
        parts += [*_parameters(function), *_examples(name)]
    return "\n".join(parts)


def _paragraphs(text: str) -> str:
    return "\n".join(line.strip() for line in text.split("\n")) + "\n"


def _parameters(function: Callable[..., Any]) -> Iterator[str]:
    yield "| argument or option | meaning | unless given |\n|---|---|---|"
    for name, parameter in signature(function, eval_str=True).parameters.items():
        kind, info = get_args(parameter.annotation)
        needed = parameter.default is Parameter.empty
        default = "**must be given**" if needed else _default(parameter.default)
        yield f"| `{_cell(_called(name, kind, info))}` | {_cell(info.help or '')} | {default} |"


def _called(name: str, kind: Any, info: Any) -> str:
    if isinstance(info, ArgumentInfo):
        return str(info.metavar or name.upper())
    names = [one for one in info.param_decls or () if one.startswith("-")] or [f"--{name.replace('_', '-')}"]
    if kind is bool:
        return ", ".join(names)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return f"{', '.join(names)} {'|'.join(kind)}"
    return f"{', '.join(names)} {info.metavar or 'VALUE'}"


def _default(value: Any) -> str:
    return "" if value in (None, False, ()) else f"`{_cell(str(value))}`"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _examples(name: str) -> Iterator[str]:
    yield "\n```console"
    yield from (f"$ {line}" for line in EXAMPLES[name])
    yield "```\n"


def http_page() -> str:
    """Describe the API of ``framing serve``: every path, what it takes and gives."""
    described = _described()
    parts = [
        "# HTTP\n",
        "What `framing serve` answers; `/openapi.json` of a running server says the same for programs. Names "
        "and meanings are those of the [score table](../score-table.md). [Try it in a "
        "browser](../how-to/serve.md) has the limits.\n",
    ]
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            parts += [
                f"\n## {method.upper()} {path}\n",
                _paragraphs(operation["description"]),
                *_answers(operation),
            ]
    parts.append("\n## Bodies\n")
    for name, schema in described["components"]["schemas"].items():
        if "properties" in schema and name not in ("HTTPValidationError", "ValidationError"):
            parts += [f"\n### {name}\n", _paragraphs(schema.get("description", "")), *_fields(schema)]
    return "\n".join(parts)


def _described() -> dict[str, Any]:
    app = FastAPI()
    # The routes are described, not answered: no service is needed.
    app.include_router(ApiAnswers(None).routes())  # type: ignore[arg-type]
    return app.openapi()


def _answers(operation: dict[str, Any]) -> Iterator[str]:
    for parameter in operation.get("parameters", []):
        choices = ", ".join(f"`{one}`" for one in parameter["schema"].get("enum", []))
        yield f"Query `{parameter['name']}`: {parameter['description']} {choices}\n"
    body = operation.get("requestBody", {}).get("content", {})
    for media, content in body.items():
        yield f"Body: {_reference(content.get('schema', {})) or 'the file'} (`{media}`)\n"
    yield "| status | answer |\n|---|---|"
    for status, answer in operation["responses"].items():
        schemas = [content.get("schema", {}) for content in answer.get("content", {}).values()]
        found = _type(schemas[0]) if schemas else ""
        yield f"| {status} | {_cell(answer['description'])} {found} |"


def _fields(schema: dict[str, Any]) -> Iterator[str]:
    required = schema.get("required", [])
    yield "| name | type | meaning |\n|---|---|---|"
    for name, field in schema["properties"].items():
        must = "" if name in required or "default" not in field else " May be left out."
        yield f"| `{name}` | {_type(field)} | {_cell(field.get('description', ''))}{must} |"


def _type(field: dict[str, Any]) -> str:
    if "anyOf" in field:
        return " or ".join(_type(one) for one in field["anyOf"])
    if field.get("type") == "array":
        return f"list of {_type(field['items'])}"
    if field.get("type") == "object" and "additionalProperties" in field:
        return f"name to {_type(field['additionalProperties'])}"
    if "enum" in field:
        return ", ".join(f"`{one}`" for one in field["enum"])
    return _reference(field) or str(field.get("format") or field.get("type") or "")


def _reference(field: dict[str, Any]) -> str:
    name = field.get("$ref", "").rpartition("/")[2]
    return f"[{name}](#{name.lower()})" if name else ""
