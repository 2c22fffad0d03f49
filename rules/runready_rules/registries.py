"""Which registry an image comes from, by the name of the image."""

from __future__ import annotations

import re

#: How images of each kind of registry begin.
#: Source: https://docs.aws.amazon.com/apprunner/latest/api/API_ImageRepository.html
_HOSTS = {
    "ECR": re.compile(r"\S*\.dkr[.-]ecr(?:-fips)?\.\S+"),
    "ECR_PUBLIC": re.compile(r"public\.ecr\.aws"),
}


def registry_of(identifier: str) -> tuple[str, str]:
    """The kind of registry (`ECR`, `ECR_PUBLIC`, "" for another), and its host as it is written or meant; both are empty where
    the name begins with what is not known (`${...}`)."""
    host, slash, _ = identifier.partition("/")
    if not slash:
        return ("", "") if "${" in host else ("", "docker.io")
    for kind, pattern in _HOSTS.items():
        if pattern.fullmatch(host):
            return kind, host
    if "${" in host:
        return "", ""
    if "." not in host and ":" not in host and host != "localhost":
        # A name without a host is Docker Hub's.
        host = "docker.io"
    return "", host
