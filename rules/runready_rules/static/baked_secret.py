"""A secret is part of the image: in a variable, in a build argument, or in a file that is copied.

## What it does
Looks for literal secrets in `ENV` and `ARG` of every stage: by the name of the variable (`SECRET_KEY`, `DB_PASSWORD`, `API_TOKEN`), by
a password in a URL, by the shape of well-known tokens. A build argument without a default is reported where `ENV` keeps it, and where a
`RUN` of the shipped stages uses it, which writes it into the image's history. Follows `COPY` and `ADD` from the build context to the
last stage, `.dockerignore` respected, for files that hold secrets: `.env`, `.aws/credentials`, private keys, `.npmrc` with a token
and the like. It never prints what it found.

## Why it matters on App Runner
Whoever can pull the image can read it: every layer and the history are kept, also of what a later instruction removes. The secret
is the same in every environment, and changing it takes a new image.

## How to fix
Make the secret invalid, since it has been published. Give the new one to the service as a secret of its configuration (Secrets
Manager or Parameter Store), and read it from the environment. Keep files out by `.dockerignore`:

    .env*
    .aws
    **/*.pem

For what the build itself needs, mount it: `RUN --mount=type=secret,id=npmrc,target=/root/.npmrc npm ci`. A framework that wants some key
at build time gets a stand-in for that command alone: `RUN SECRET_KEY=build-only python manage.py collectstatic`.

## When not to use it
For a value that looks like a secret and is public, such as a key that is sent to every browser.

## Known limits
Values that say that they stand in for a secret (`changeme`, `dummy`, `build-only`) and the usual passwords of a developer's machine
(`postgres`) are left alone. AWS keys in variables are AR501. What a `RUN` writes into a file is not looked at. A `COPY` that
names `.env` is reported though the file is not there: it is kept out of the repository, not out of the image.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from runready_linter.containerfile.image import Image
from runready_linter.facts import ContainerFacts, Instruction
from runready_linter.findings import Evidence, Finding, Severity
from runready_linter.link.image_files import Brought, brought
from runready_linter.link.images import shipped_images
from runready_linter.link.project import Project
from runready_linter.rule import Example, Rule
from runready_rules.aws.keys import of_aws
from runready_rules.secrets.files import holds_secret, kind_of, names_kept_out
from runready_rules.secrets.values import is_secret, names_secret
from runready_rules.tables.aws import KEY_VARIABLES

_VARIABLE = re.compile(r"\$\{?(\w+)")


def check(project: Project) -> Iterator[Finding]:
    """One finding for each instruction that makes a secret part of the image."""
    for path, image in project.derive(shipped_images).items():
        facts = project.containers[path]
        found: dict[int, Finding] = {}
        for finding in (*_variables(project, path, facts, image), *_files(project, path, facts)):
            found.setdefault(finding.span.line, finding)
        yield from found.values()


def _variables(project: Project, path: str, facts: ContainerFacts, image: Image) -> Iterator[Finding]:
    literal: set[str] = set()
    for instruction in facts.instructions:
        if instruction.keyword not in ("ENV", "ARG"):
            continue
        others = [(n, v) for n, v in instruction.pairs if not of_aws(n, v)]
        names = [n for n, v in others if is_secret(n, v) if "$" not in v]
        names += [n for n, v in others if "$" in v and _has_literal(v)]
        literal.update(names)
        if names:
            yield RULE.finding(
                project.span(path, instruction.loc),
                f"{_listed(names)} {'is' if len(names) == 1 else 'are'} a secret, written into the image by {instruction.keyword}",
                help="give it to the service as a secret of its configuration, and read it from the environment",
            )
    yield from _arguments(project, path, image, literal)


def _has_literal(value: str) -> bool:
    """Whether a text with variables holds a literal password or token all the same."""
    return is_secret("", _VARIABLE.sub("x", value).replace("{", "").replace("}", ""))


def _arguments(project: Project, path: str, image: Image, literal: set[str]) -> Iterator[Finding]:
    """Build arguments that stay in the image, by what the shipped stages do with them."""
    declared: dict[str, Instruction] = {}
    for instruction in image.instructions:
        if instruction.keyword == "ARG":
            declared |= {
                n: instruction for n, v in instruction.pairs if not v and names_secret(n) and n not in KEY_VARIABLES
            }
        names = sorted({n for n in _used(instruction) if n in declared and n not in literal})
        if names and instruction.keyword == "ENV":
            yield RULE.finding(
                project.span(path, instruction.loc),
                f"{_listed(names)} of the build is kept in the image by ENV",
                help="give it to the service as a secret of its configuration, and leave ENV out",
                evidence=[Evidence(path, declared[n].loc.line, f"{n} is declared here") for n in names],
            )
            literal.update(names)
        elif names and instruction.keyword == "RUN":
            for name in names:
                yield RULE.finding(
                    project.span(path, declared[name].loc),
                    f"the build argument {name} is written into the image's history by the RUN that uses it",
                    help=f"mount it instead: RUN --mount=type=secret,id={name.lower()} ...",
                    evidence=[Evidence(path, instruction.loc.line, "it is used here")],
                )
            literal.update(names)


def _used(instruction: Instruction) -> Iterator[str]:
    if instruction.keyword == "ENV":
        for name, value in instruction.pairs:
            if names_secret(name) or "://" in value:
                yield from _VARIABLE.findall(value)
    elif instruction.keyword == "RUN":
        for text in (instruction.text, *(heredoc.text for heredoc in instruction.heredocs)):
            yield from _VARIABLE.findall(text)


def _files(project: Project, path: str, facts: ContainerFacts) -> Iterator[Finding]:
    if not any(instruction.keyword in ("COPY", "ADD") for instruction in facts.instructions):
        return
    secret: dict[int, list[Brought]] = {}
    found = brought(project, path, facts, lambda name: bool(kind_of(name)), names_kept_out)
    for file in (*found, *_documents(facts, found)):
        if _is_secret(project, file):
            secret.setdefault(file.loc.line, []).append(file)
    for files in secret.values():
        names = [file.inside if file.heredoc is not None else file.path for file in files]
        yield RULE.finding(
            project.span(path, files[0].loc),
            f"{_listed(names)} {'holds' if len(names) == 1 else 'hold'} secrets, and {'is' if len(names) == 1 else 'are'} copied into the image",
            help="name what the image must not have in .dockerignore, and give secrets to the service by its configuration",
            evidence=[
                Evidence(file.path, 1, f"it lies in the image as {file.inside}") for file in files if file.exists
            ][:8],
        )


def _documents(facts: ContainerFacts, found: tuple[Brought, ...]) -> Iterator[Brought]:
    """Files that stages write whole: literal, whether the stage reaches the image or not."""
    known = {(file.loc.line, file.path) for file in found}
    for instruction in facts.instructions:
        for heredoc in instruction.heredocs if instruction.keyword in ("COPY", "ADD") else ():
            if (instruction.loc.line, heredoc.name) not in known:
                inside = (instruction.exec_form or instruction.text.split())[-1]
                yield Brought(heredoc.name, inside, instruction.loc, False, heredoc)


def _is_secret(project: Project, file: Brought) -> bool:
    kind = kind_of(file.inside if file.heredoc is not None else file.path)
    if file.heredoc is not None:
        return bool(kind) and holds_secret(kind, file.heredoc.text.encode())
    if not file.exists:
        return True
    content = project.read(file.path)
    return content is not None and holds_secret(kind, content)


def _listed(names: list[str]) -> str:
    shown = list(dict.fromkeys(names))
    more = f" and {len(shown) - 4} more" if len(shown) > 4 else ""
    return (", ".join(shown[:4]) if len(shown) > 2 else " and ".join(shown)) + more


_FROM = "FROM python:3.12-slim\nWORKDIR /app\n"
_CMD = 'CMD ["gunicorn", "app:app"]\n'
_ENV_FILE = "DEBUG=0\nDATABASE_PASSWORD=w7-rL0x-qq41\n"
# Joined here, so that no scanner takes this file for one that holds a key.
_PRIVATE = "-----BEGIN RSA " + "PRIVATE KEY-----\nMIIEowIBAAKCAQEA\n-----END RSA " + "PRIVATE KEY-----\n"

RULE = Rule(
    code="AR605",
    name="baked-secret",
    clause="environment",
    severity=Severity.ERROR,
    check=check,
    secret=True,
    doc=__doc__,
    needles=(b"FROM", b"from", b"From"),
    bad=(
        Example(
            "in a variable of the image",
            (("Dockerfile", _FROM + "ENV DEBUG=0 SECRET_KEY=9f3c1e77ab02d4  # <- AR605\n" + _CMD),),
        ),
        Example(
            "a password in a URL",
            (("Dockerfile", _FROM + "ENV DATABASE_URL=postgres://shop:Tr0ub4dor@db.internal/shop  # <- AR605\n" + _CMD),),
        ),
        Example(
            "the default of a build argument, in a stage that does not reach the image too",
            (
                (
                    "Dockerfile",
                    "FROM node:22 AS web\nARG NPM_TOKEN=t0k-8812-aa90-77  # <- AR605\nRUN npm ci\n" + _FROM + "COPY --from=web /dist /app\n" + _CMD,
                ),
            ),
        ),
        Example(
            "a build argument that ENV keeps",
            (("Dockerfile", _FROM + "ARG API_TOKEN\nENV API_TOKEN=$API_TOKEN  # <- AR605\n" + _CMD),),
        ),
        Example(
            "a build argument in the history",
            (("Dockerfile", _FROM + "ARG PIP_TOKEN  # <- AR605\nRUN pip install --index-url https://x:${PIP_TOKEN}@pip.corp/simple app\n" + _CMD),),
        ),
        Example(
            "the folder is copied with its .env",
            (("Dockerfile", _FROM + "COPY . .  # <- AR605\n" + _CMD), (".env", _ENV_FILE)),
        ),
        Example(
            "a private key, by way of another stage",
            (
                (
                    "Dockerfile",
                    "FROM python:3.12 AS build\nCOPY certs /src/certs  # <- AR605\n" + _FROM + "COPY --from=build /src /app\n" + _CMD,
                ),
                ("certs/server.key", _PRIVATE),
            ),
        ),
        Example(
            "a file that is kept out of the repository",
            (("Dockerfile", _FROM + "COPY .env /app/.env  # <- AR605\n" + _CMD), (".gitignore", ".env\n")),
        ),
        Example(
            "removed by a later layer, and still in the earlier one",
            (("Dockerfile", _FROM + "COPY . .  # <- AR605\nRUN rm .env\n" + _CMD), (".env", _ENV_FILE)),
        ),
    ),
    good=(
        Example("a stand-in", (("Dockerfile", _FROM + "ENV SECRET_KEY=changeme\nARG DB_PASSWORD=dummy\n" + _CMD),)),
        Example(
            "for one command of the build",
            (("Dockerfile", _FROM + "COPY app.py .\nRUN SECRET_KEY=collect-only-1234 python manage.py collectstatic\n" + _CMD),),
        ),
        Example(
            "what only says something about secrets",
            (
                (
                    "Dockerfile",
                    _FROM + "ENV SECRET_NAME=prod/shop/db TOKEN_TTL=3600 SECRET_KEY_FILE=/run/secrets/key AUTH_URL=https://auth.shop.example/token\n" + _CMD,
                ),
            ),
        ),
        Example(
            "an ignore file holds it back",
            (("Dockerfile", _FROM + "COPY . .\n" + _CMD), (".env", _ENV_FILE), (".dockerignore", "**/.env*\n*.md\n")),
        ),
        Example(
            "it stays in the stage that builds",
            (
                ("Dockerfile", "FROM node:22 AS web\nWORKDIR /src\nCOPY . .\nRUN npm run build\n" + _FROM + "COPY --from=web /src/dist /app\n" + _CMD),
                (".env", _ENV_FILE),
            ),
        ),
        Example(
            "removed before the next stage takes the folder",
            (
                ("Dockerfile", "FROM python:3.12 AS build\nWORKDIR /src\nCOPY . .\nRUN rm -f .env\n" + _FROM + "COPY --from=build /src /app\n" + _CMD),
                (".env", _ENV_FILE),
            ),
        ),
        Example(
            "a mounted secret of the build",
            (("Dockerfile", _FROM + "RUN --mount=type=secret,id=token PIP_TOKEN=$(cat /run/secrets/token) pip install app\n" + _CMD),),
        ),
        Example(
            "settings without secrets, an example, and a public certificate",
            (
                ("Dockerfile", _FROM + "COPY . .\n" + _CMD),
                (".env", "FLASK_APP=app\nLOG_LEVEL=info\nSECRET_KEY=\n"),
                (".env.example", _ENV_FILE),
                ("ca.pem", "-----BEGIN CERTIFICATE-----\nMIID\n-----END CERTIFICATE-----\n"),
            ),
        ),
        Example(
            "AWS keys are AR501",
            (("Dockerfile", _FROM + "ENV AWS_SECRET_ACCESS_KEY=hT9vQ2mLx7RkW4pZs8NdY1cJf6UbG3aEoK5iHtBq\n" + _CMD),),
        ),
        Example(
            "an image for development beside the one that ships",
            (("Dockerfile", _FROM + _CMD), ("Dockerfile.dev", _FROM + "ENV SECRET_KEY=9f3c1e77ab02d4\n" + _CMD)),
        ),
    ),
)  # fmt: skip
