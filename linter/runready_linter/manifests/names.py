"""Which files are infrastructure code that describes services: by their endings, and by what stands in them."""

from __future__ import annotations

import re

#: Larger files (bytes) are data, or more than the platform's own tools take.
MAX_SIZE = 1024 * 1024

_TEMPLATE_ENDINGS = (".yaml", ".yml", ".json", ".template")
_TERRAFORM_ENDINGS = (".tf", ".tf.json")
#: A resource of a template, whatever the file is called: `Type: AWS::AppRunner::Service`, in JSON too.
_IN_TEMPLATE = re.compile(rb"""\bType["']?\s*:\s*["']?AWS::AppRunner::\w""")
_IN_TERRAFORM = re.compile(rb"""["']aws_apprunner_\w""")
_MODULE = re.compile(rb"""^\s*(?:module\s+"|"module"\s*:)""", re.MULTILINE)
#: Templates in these folders are examples, or what tests are given.
_ELSEWHERE = re.compile(r"(?:^|/)(?:tests?|testing|testdata|fixtures?|__tests__|e2e|examples?|samples?|docs?|spec)/")


def language(path: str) -> str:
    """What a file may be written in, by its ending: `cloudformation`, `terraform`; "" for neither."""
    if path.endswith(_TERRAFORM_ENDINGS):
        return "terraform"
    return "cloudformation" if path.endswith(_TEMPLATE_ENDINGS) else ""


def is_example(path: str) -> bool:
    """Whether a file is only there to show something, or for tests."""
    return _ELSEWHERE.search(path) is not None


def describes(path: str, data: bytes) -> bool:
    """Whether a file describes a resource of App Runner."""
    if path.endswith(_TERRAFORM_ENDINGS):
        return b"aws_apprunner_" in data and _IN_TERRAFORM.search(data) is not None
    if b"AWS::AppRunner::" not in data:
        return False
    return any(not _is_comment(data, match.start()) for match in _IN_TEMPLATE.finditer(data))


def _is_comment(data: bytes, at: int) -> bool:
    return data[data.rfind(b"\n", 0, at) + 1 : at].lstrip().startswith(b"#")


def calls_modules(data: bytes) -> bool:
    """Whether a Terraform file uses modules."""
    return _MODULE.search(data) is not None
