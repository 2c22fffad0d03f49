"""The edge's certificate authority: made anew for every edge, trusted by nobody else."""

from __future__ import annotations

import ssl
from pathlib import Path

import trustme


def write_authority(folder: Path, name: str) -> tuple[Path, ssl.SSLContext]:
    """Makes an authority and a certificate for `name` (a domain, or a wildcard such as `*.example.org`).

    Returns the authority's PEM file, written into `folder`, and the context for the server's side.
    """
    authority = trustme.CA(organization_name="runready")
    file = folder / "ca.pem"
    authority.cert_pem.write_to_path(str(file))
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.set_alpn_protocols(["http/1.1"])
    authority.issue_cert(name).configure_cert(context)
    return file, context
