"""Well-known base images: what they start by themselves, and for which processor they are.

Read from the images' own Dockerfiles and documentation; a name that is not here is not known.
"""

from __future__ import annotations

import re

from runready_linter.knowledge import BaseImage

#: Registries and prefixes under which the official images are found too.
_OFFICIAL = re.compile(
    r"(?:docker\.io/|index\.docker\.io/|registry-1\.docker\.io/|public\.ecr\.aws/docker/|mirror\.gcr\.io/)?(?:library/)?"
)

#: Languages and systems: they start a shell, an interpreter or nothing, so what is built from them says what it starts.
#: Source: the CMD of each in github.com/docker-library.
_BARE = frozenset(
    {
        "almalinux", "alpine", "amazoncorretto", "amazonlinux", "archlinux", "bash", "buildpack-deps", "busybox", "centos", "clearlinux",
        "clojure", "dart", "debian", "eclipse-temurin", "elixir", "erlang", "fedora", "gcc", "golang", "gradle", "groovy", "haskell",
        "ibmjava", "julia", "maven", "mono", "node", "openjdk", "oraclelinux", "perl", "pypy", "python", "r-base", "rockylinux", "ruby",
        "rust", "sapmachine", "scratch", "swift", "ubuntu", "ubi8", "ubi9",
    }
)  # fmt: skip
_BARE_ELSEWHERE = (
    re.compile(r"public\.ecr\.aws/amazonlinux/amazonlinux"),
    re.compile(r"mcr\.microsoft\.com/(?:dotnet/(?:aspnet|runtime|runtime-deps|sdk)|openjdk/jdk|devcontainers/\S+|playwright(?:/python)?|azurelinux/base/core)"),
    re.compile(r"ghcr\.io/astral-sh/uv"),
    re.compile(r"(?:docker\.io/)?(?:oven/bun|denoland/deno|continuumio/(?:mini|ana)conda3|condaforge/mambaforge|mambaorg/micromamba|pypy/\S+|nvidia/cuda|pytorch/pytorch|bitnami/(?:python|node|java|golang|minideb))"),
    re.compile(r"gcr\.io/distroless/\S+"),
    re.compile(r"(?:registry\.access\.redhat\.com|registry\.redhat\.io)/ubi\d+/(?:ubi|ubi-minimal|ubi-micro)"),
)  # fmt: skip

#: Images whose entry point is the program that reads the command.
_ENTRY_POINTS: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = (
    # Source: github.com/GoogleContainerTools/distroless, python3/BUILD, nodejs/, java/.
    (re.compile(r"gcr\.io/distroless/python3(?:-debian\d+)?"), ("/usr/bin/python3",)),
    (re.compile(r"gcr\.io/distroless/nodejs\d*(?:-debian\d+)?"), ("/nodejs/bin/node",)),
    (re.compile(r"gcr\.io/distroless/java(?:\d+|-?base)?(?:-debian\d+)?"), ("/usr/bin/java", "-jar")),
    # Source: images.chainguard.dev, the overview of each image.
    (re.compile(r"cgr\.dev/[\w.-]+/python"), ("/usr/bin/python",)),
    (re.compile(r"cgr\.dev/[\w.-]+/node"), ("/usr/bin/node",)),
    (re.compile(r"cgr\.dev/[\w.-]+/jre"), ("/usr/bin/java",)),
)
#: Variants of official images that do start a server by themselves.
_SERVING_TAG = re.compile(r"apache|fpm|nginx")


def base_image(name: str) -> BaseImage:
    """What is known of a base image by its full name."""
    repository, tag = _parts(name)
    official = _OFFICIAL.match(repository)
    short = repository[official.end() :] if official is not None else repository
    entry = next((words for pattern, words in _ENTRY_POINTS if pattern.fullmatch(repository)), ())
    bare = short in _BARE or any(pattern.fullmatch(repository) for pattern in _BARE_ELSEWHERE)
    return BaseImage(bare=bare and not _SERVING_TAG.search(tag), entrypoint=entry, platform=_platform(repository, tag))


def _parts(name: str) -> tuple[str, str]:
    """Repository and tag, without a digest."""
    bare = name.partition("@")[0]
    repository, colon, tag = bare.rpartition(":")
    return (repository, tag) if colon and "/" not in tag else (bare, "")


_OTHER_REPOSITORY = re.compile(r"(?:.*/)?(arm64v8|arm32v[567]|i386|ppc64le|s390x|riscv64|mips64le)/[^/]+")
_OTHER_TAG = re.compile(r"(?:.*[-_.])?(arm64(?:v8)?|aarch64|arm32v[567]|armv[67](?:l|hf)?|armhf|ppc64le|s390x|riscv64)")
_WINDOWS = re.compile(r"mcr\.microsoft\.com/windows(?:/.*)?")
_WINDOWS_TAG = re.compile(r"(?:^|-)(?:nanoserver|windowsservercore)")


def _platform(repository: str, tag: str) -> str:
    """The platform that an image's own name is for; "" where it names none."""
    if _WINDOWS.fullmatch(repository) or _WINDOWS_TAG.search(tag):
        return "windows/amd64"
    found = _OTHER_REPOSITORY.fullmatch(repository) or _OTHER_TAG.fullmatch(tag)
    if found is None:
        return ""
    return "linux/arm64" if found[1] in ("arm64", "arm64v8", "aarch64") else f"linux/{found[1]}"
