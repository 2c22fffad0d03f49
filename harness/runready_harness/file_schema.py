"""The JSON Schema of `runready.yaml` for editors, in the file's own notation."""

from __future__ import annotations

from typing import Any

from runready_harness.spec import METHODS, RunreadyFile
from runready_linter.settings import SETTINGS_SCHEMA

_REQUEST = rf"^({'|'.join(METHODS)})\s+(/|\{{\{{)"


def json_schema() -> dict[str, Any]:
    """The schema (draft 2020-12): the models' own, with a step as a string or a mapping of one key."""
    schema = RunreadyFile.model_json_schema(by_alias=True)
    definitions = schema["$defs"]
    step = definitions["Step"]
    for name in ("method", "path"):
        del step["properties"][name]
    step.pop("required", None)
    definitions["StepKeys"] = {**step, "title": "StepKeys"}
    definitions["Step"] = {
        "title": "Step",
        "description": "`GET /path`, or `POST /path:` with its keys below.",
        "oneOf": [
            {"type": "string", "pattern": _REQUEST},
            {
                "type": "object",
                "minProperties": 1,
                "maxProperties": 1,
                "patternProperties": {_REQUEST: {"anyOf": [{"$ref": "#/$defs/StepKeys"}, {"type": "null"}]}},
                "additionalProperties": False,
            },
        ],
    }
    # Where a flow came from is noted by runready, not written by the user.
    del definitions["Flow"]["properties"]["source"]
    schema["properties"] |= SETTINGS_SCHEMA
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "runready.yaml",
        **{key: value for key, value in schema.items() if key != "title"},
    }
