"""What a policy of IAM allows: wildcards, `NotAction`, conditions and denials, and documents that are none."""

from __future__ import annotations

import json

import pytest

from runready_linter import knowledge
from runready_linter.facts import Trouble
from runready_linter.lint import lint
from runready_linter.problems import UsageProblem
from runready_rules.aws.policy import Answer, Policy, joined, read
from runready_rules.static import missing_action


def _policy(*statements: dict[str, object]) -> Policy:
    found = read("policy.json", json.dumps({"Version": "2012-10-17", "Statement": statements}, indent=1).encode())
    assert isinstance(found, Policy)
    return found


def _allow(action: object, **more: object) -> dict[str, object]:
    return {"Effect": "Allow", "Action": action, "Resource": "*", **more}


@pytest.mark.parametrize(
    ("statements", "action", "answer"),
    [
        ([_allow("s3:GetObject")], "s3:GetObject", Answer.ALLOWED),
        ([_allow("s3:GetObject")], "s3:GetObjectAcl", Answer.MISSING),
        ([_allow("s3:Get*")], "s3:GetObjectAcl", Answer.ALLOWED),
        ([_allow("s3:GetObjec?")], "s3:GetObject", Answer.ALLOWED),
        ([_allow("S3:GETOBJECT")], "s3:GetObject", Answer.ALLOWED),
        ([_allow("*")], "dynamodb:PutItem", Answer.ALLOWED),
        ([_allow(["sqs:*", "s3:*"])], "sns:Publish", Answer.MISSING),
        # A dot is a dot: nothing of a regular expression means anything in a policy.
        ([_allow("s3.GetObject:x")], "s3:GetObject", Answer.MISSING),
        ([{"Effect": "Allow", "NotAction": "iam:*", "Resource": "*"}], "s3:GetObject", Answer.ALLOWED),
        ([{"Effect": "Allow", "NotAction": "iam:*", "Resource": "*"}], "iam:PassRole", Answer.MISSING),
        ([_allow("s3:*"), {"Effect": "Deny", "Action": "s3:Put*", "Resource": "*"}], "s3:PutObject", Answer.DENIED),
        ([{"Effect": "Deny", "NotAction": "s3:*", "Resource": "*"}, _allow("*")], "sqs:SendMessage", Answer.DENIED),
        ([_allow("s3:*"), {"Effect": "Deny", "Action": "s3:*", "Resource": "arn:aws:s3:::logs/*"}], "s3:PutObject", Answer.ALLOWED),
        ([_allow("s3:*", Condition={"Bool": {"aws:SecureTransport": "true"}})], "s3:PutObject", Answer.CONDITIONAL),
        ([_allow("s3:*", Condition={"Bool": {"x": "y"}}), _allow("s3:Put*")], "s3:PutObject", Answer.ALLOWED),
        ([_allow("s3:*", Condition={})], "s3:PutObject", Answer.ALLOWED),
        (
            [_allow("s3:*"), {"Effect": "Deny", "Action": "s3:*", "Resource": "*", "Condition": {"Bool": {"x": "y"}}}],
            "s3:PutObject",
            Answer.ALLOWED,
        ),
        ([], "s3:GetObject", Answer.MISSING),
    ],
)  # fmt: skip
def test_what_a_policy_says_of_an_action(statements, action: str, answer: Answer) -> None:
    assert _policy(*statements).answer(action)[0] is answer


def test_a_denial_in_one_policy_counts_for_all() -> None:
    allows, denies = _policy(_allow("s3:*")), _policy({"Effect": "Deny", "Action": "s3:*", "Resource": "*"})
    assert joined([allows, denies], "s3:GetObject")[:2] == (Answer.DENIED, denies)
    assert joined([_policy(_allow("sqs:*")), allows], "s3:GetObject")[:2] == (Answer.ALLOWED, allows)


def test_json_with_tabs_and_escaped_slashes_is_read() -> None:
    found = read(
        "p.json", b'{\n\t"Statement": {\t"Effect": "Allow", "Action": "s3:*", "Resource": "arn:aws:s3:::b\\/*"}\n}'
    )
    assert isinstance(found, Policy)
    assert found.statements[0].loc.line == 2


@pytest.mark.parametrize(
    ("text", "message", "line"),
    [
        ("{", "is not valid JSON: expecting property name enclosed in double quotes", 1),
        ("[]", "is not a mapping with `Statement`", 1),
        ('{\n"Version": "2012-10-17"}', "has no `Statement`", 1),
        ('{"Statement": ["x"]}', "has a statement that is no mapping", 1),
        ('{"Statement": [\n{"Effect": "allow", "Action": "s3:*"}]}', "has a statement whose `Effect` is neither Allow nor Deny", 2),
        ('{"Statement": [\n{"Effect": "Allow", "Resource": "*"}]}', "has a statement without exactly one of `Action` and `NotAction`", 2),
        ('{"Statement": [{"Effect": "Allow", "Action": {"a": 1}}]}', "has an `Action` that is neither a text nor a list of texts", 1),
        ('{"Statement": [{"Effect": "Allow",\n"Action": "GetObject"}]}', "has an action without a service: 'GetObject' (s3:GetObject has one)", 2),
        ("\xff", "is not JSON that can be read", 1),
        ("[" * 100_000, "is not JSON that can be read", 1),
    ],
)  # fmt: skip
def test_what_is_no_policy_is_told_with_its_place(text: str, message: str, line: int) -> None:
    found = read("policy.json", text.encode("latin-1"))
    assert isinstance(found, Trouble)
    assert found.message == message
    assert found.loc.line == line


_CODE = 'import boto3\n\n\ndef view(request):\n    boto3.client("s3").put_object(Bucket="b", Key="k")\n'


@pytest.mark.parametrize(
    ("files", "message", "place"),
    [
        ({"runready.yaml": "service:\n  role_policy: no.json\n"}, "the policy 'no.json' is not a file of the project", "runready.yaml:2:16"),
        ({"runready.yaml": "service:\n  role_policy: ../p.json\n"}, "the policy '../p.json' is not a file of the project", "runready.yaml:2:16"),
        ({"runready.yaml": "service:\n  role_policy: p.json\n", "p.json": "{}"}, "the policy has no `Statement`", "p.json:1:1"),
        ({"pyproject.toml": '[tool.runready.service]\nrole_policy = "no.json"\n'}, "the policy 'no.json' is not a file of the project", "pyproject.toml"),
    ],
)  # fmt: skip
def test_a_policy_that_cannot_be_used_ends_the_run(tmp_path, files: dict[str, str], message: str, place: str) -> None:
    for name, text in {**files, "app.py": _CODE}.items():
        (tmp_path / name).write_text(text)
    with pytest.raises(UsageProblem) as raised:
        lint([tmp_path], [missing_action.RULE], knowledge.installed())
    assert (raised.value.message, str(raised.value.place)) == (message, place)


def test_the_policy_may_stand_in_pyproject(tmp_path) -> None:
    (tmp_path / "app.py").write_text(_CODE)
    (tmp_path / "pyproject.toml").write_text('[tool.runready.service]\nrole_policy = ["read.json"]\n')
    (tmp_path / "read.json").write_text('{"Statement": {"Effect": "Allow", "Action": "s3:Get*", "Resource": "*"}}')
    (finding,) = lint([tmp_path], [missing_action.RULE], knowledge.installed()).findings
    assert (finding.span.path, finding.span.line) == ("app.py", 5)
    assert "s3:PutObject" in finding.message
