"""Terraform: expressions, references within a module and to those who use it, blocks and maps."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping

from runready_linter.facts import Scalar, ServiceFacts
from runready_linter.link.manifests import Manifests
from runready_linter.manifests import terraform

_SERVICE = """
resource "aws_apprunner_service" "web" {{
  service_name = "web"
  source_configuration {{
    image_repository {{
      image_identifier      = {image}
      image_repository_type = "ECR"
      image_configuration {{
        port                          = {port}
        start_command                 = {command}
        runtime_environment_variables = {env}
      }}
    }}
  }}
}}
"""


def _hcl(image: str = '"x"', port: str = "8080", command: str = "null", env: str = "{}") -> str:
    return _SERVICE.format(image=image, port=port, command=command, env=env)


def _service(files: Mapping[str, str] | str, others: Mapping[str, str] | None = None) -> ServiceFacts:
    texts = {"main.tf": files} if isinstance(files, str) else files
    facts = {path: terraform.read(path, textwrap.dedent(text).encode()) for path, text in texts.items()}
    assert not [t for f in facts.values() for t in f.troubles]
    read = {name: text.encode() for name, text in (others or {}).items()}
    (service,) = Manifests(facts, read.get).services
    return service


def _known(scalar: Scalar | None) -> str | None:
    return scalar.known if scalar is not None else None


def _env(service: ServiceFacts) -> dict[str, str | None]:
    return {v.name.text: _known(v.value) for v in service.env}


def test_literals_and_their_places() -> None:
    service = _service(
        _hcl(port="8000", command=r'"sh -c \"exec x $${PORT}\""', env='{ "A" = 1, B = true, c-d : "é" }')
    )
    assert _known(service.port) == "8000"
    assert _known(service.command) == 'sh -c "exec x ${PORT}"'
    assert _env(service) == {"A": "1", "B": "true", "c-d": "é"}
    assert service.port is not None
    assert (service.port.loc.line, service.port.loc.column) == (9, 41)
    assert service.faults == ()


def test_columns_are_characters() -> None:
    service = _service(_hcl(env='{ A = "ééé", B = "x" }'))
    line = _hcl(env='{ A = "ééé", B = "x" }').splitlines()[10]
    assert service.env[1].name.loc.column == line.index("B =") + 1


def test_variables_have_their_defaults_and_locals_their_values() -> None:
    service = _service(
        {
            "main.tf": _hcl(port="var.port", command="local.command", env="local.all"),
            "variables.tf": 'variable "port" {\n  default = 9000\n}\nvariable "stage" {}\n',
            "locals.tf": 'locals {\n  command = "serve --port ${var.port}"\n  all = merge(local.some, { STAGE = var.stage })\n  some = { A = "b" }\n}\n',
        }
    )
    assert service.port is not None
    assert (service.port.text, service.port.default_of) == ("9000", "port")
    assert _known(service.command) == "serve --port 9000"
    assert _env(service) == {"A": "b", "STAGE": None}
    # What stands in another file is reported where it is referred to.
    assert {v.name.loc.line for v in service.env} == {11}


def test_the_file_of_variables_wins_over_a_default() -> None:
    files = {"app/main.tf": _hcl(port="var.port") + 'variable "port" {\n  default = 9000\n}\n'}
    service = _service(files, {"app/terraform.tfvars": "port = 7000\n"})
    assert service.port is not None
    assert (service.port.text, service.port.default_of) == ("7000", "")


def test_a_module_gets_what_its_one_user_gives() -> None:
    module = {"modules/run/main.tf": _hcl(port="var.port") + 'variable "port" {\n  default = 9000\n}\n'}
    call = 'module "web" {\n  source = "./modules/run"\n  port   = %s\n}\nlocals {\n  number = 8001\n}\n'
    assert _known(_service({**module, "main.tf": call % "local.number"}).port) == "8001"
    assert _known(_service({**module, "main.tf": call % "var.unknown"}).port) is None
    again = 'module "other" {\n  source = "./modules/run"\n  port   = %s\n}\n'
    assert _known(_service({**module, "main.tf": call % "8001" + again % "8001"}).port) == "8001"
    assert _known(_service({**module, "main.tf": call % "8001" + again % "8002"}).port) is None


def test_what_is_not_followed_is_not_known() -> None:
    for expression in (
        "each.value.port", "var.none", "lookup(var.m, \"p\", 1)", "var.a ? 1 : 2", "1 + 1", "[for x in y : x][0]",
        "module.net.port", "data.x.y.z", "var.list[*].port", '"${var.none}"', "<<EOT\n${var.none}\nEOT\n",
    ):  # fmt: skip
        service = _service(_hcl(port=expression))
        assert _known(service.port) is None, expression
        assert service.faults == (), expression


def test_a_map_made_of_what_is_not_known_may_give_any_variable() -> None:
    assert _service(_hcl(env="var.env")).gives_more
    assert _service(_hcl(env='merge({ A = "b" }, var.env)')).gives_more
    assert _service(_hcl(env="{ for k, v in var.env : k => v }")).gives_more
    assert _service(_hcl(env='{ (var.name) = "b" }')).gives_more
    assert _service(_hcl(env="var.env") + 'variable "env" {\n  default = {}\n}\n').gives_more
    assert not _service(_hcl(env='{ A = "b" }')).gives_more


def test_references_in_a_circle_end() -> None:
    service = _service(_hcl(port="local.a") + 'locals {\n  a = local.b\n  b = "${local.a}"\n}\n')
    assert _known(service.port) is None


def test_modules_that_use_each_other_end() -> None:
    files = {
        "a/main.tf": _hcl(port="var.p") + 'module "b" {\n  source = "../b"\n  p = var.p\n}\n',
        "b/main.tf": 'module "a" {\n  source = "../a"\n  p = var.p\n}\nmodule "c" {\n  source = "../a"\n  p = var.q\n}\n',
    }
    assert _known(_service(files).port) is None


def test_a_dynamic_block_is_no_fault() -> None:
    text = _hcl().replace(
        '  service_name = "web"\n',
        '  service_name = "web"\n  dynamic "health_check_configuration" {\n    for_each = [1]\n    content {\n      intervall = 1\n    }\n  }\n',
    )
    assert _service(text).faults == ()


def test_blocks_and_maps_are_told_apart() -> None:
    text = _hcl(env='{}\n        runtime_environment_secrets {\n          A = "b"\n        }')
    assert [f.message for f in _service(text).faults] == [
        "source_configuration.image_repository.image_configuration.runtime_environment_secrets is a block where a mapping is expected"
    ]
    twice = _hcl().replace(
        "  source_configuration {",
        "  instance_configuration {\n  }\n  instance_configuration {\n  }\n  source_configuration {",
        1,
    )
    assert [f.message.partition(",")[0] for f in _service(twice).faults] == [
        "instance_configuration stands more than once"
    ]


def test_an_argument_that_stands_twice_is_a_fault() -> None:
    facts = terraform.read("main.tf", _hcl().replace('"web"\n', '"web"\n  service_name = "x"\n', 1).encode())
    assert facts.manifest is not None
    assert [f.message for f in facts.manifest.faults] == ["service_name stands a second time (the first is in line 3)"]


def test_json_is_read_as_hcl_is() -> None:
    text = """
    {
      "variable": {"port": {"default": "9000"}},
      "locals": {"tag": "1"},
      "resource": {"aws_apprunner_service": {"web": {
        "service_name": "web",
        "source_configuration": {"image_repository": [{
          "image_identifier": "x:${local.tag}", "image_repository_type": "ECR",
          "image_configuration": {"port": "${var.port}", "start_command": "sh -c 'x $${PORT}'"}
        }]}
      }}}
    }
    """
    service = _service({"main.tf.json": text})
    assert (_known(service.port), _known(service.command)) == ("9000", "sh -c 'x ${PORT}'")
    assert service.image is not None
    assert _known(service.image.identifier) == "x:1"
    assert service.faults == ()
