"""Sessions of `requests` that reach a domain of the edge as a browser would reach the real one."""

from __future__ import annotations

from collections.abc import Mapping
from http.cookiejar import Cookie, DefaultCookiePolicy
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter
from requests.cookies import RequestsCookieJar
from urllib3 import HTTPConnectionPool

ADDRESS = "127.0.0.1"

_STANDARD_PORTS = {"https": 443, "http": 80}


class EdgeAdapter(HTTPAdapter):
    """Connects to the edge on this machine, while name, certificate and Host header stay those of the domain.

    Everything else is out of reach: an application that redirects to `http://localhost:8080` or to its own port
    would lead a browser nowhere either, and a test must not call strangers.
    """

    def __init__(self, domain: str, *, https_port: int, http_port: int) -> None:
        self._domain = domain
        self._ports = {"https": https_port, "http": http_port}
        super().__init__()

    def send(self, request: requests.PreparedRequest, *args: Any, **kwargs: Any) -> requests.Response:
        """Sends the request to the edge.

        Raises:
            requests.ConnectionError: its URL leads away from the edge.
        """
        if not self._is_of_edge(request.url or ""):
            raise requests.ConnectionError(
                f"{request.url} leads away from https://{self._domain}, which is all that a client can reach",
                request=request,
            )
        # The connection goes to an address, from which the client library would make the Host header.
        request.headers.setdefault("Host", self._domain)
        return super().send(request, *args, **kwargs)

    def get_connection_with_tls_context(
        self,
        request: requests.PreparedRequest,
        verify: bool | str | None,
        proxies: Mapping[str, str] | None = None,
        cert: tuple[str, str] | str | None = None,
    ) -> HTTPConnectionPool:
        """The pool of connections to the edge; never through a proxy."""
        host, tls = self.build_connection_pool_key_attributes(request, True if verify is None else verify, cert)
        scheme = str(host["scheme"])
        options: dict[str, Any] = dict(tls)
        if scheme == "https":
            options |= {"server_hostname": self._domain, "assert_hostname": self._domain}
        pool: HTTPConnectionPool = self.poolmanager.connection_from_host(
            ADDRESS, self._ports[scheme], scheme=scheme, pool_kwargs=options
        )
        return pool

    def _is_of_edge(self, url: str) -> bool:
        parts = urlsplit(url)
        standard = _STANDARD_PORTS.get(parts.scheme)
        return standard is not None and parts.hostname == self._domain and parts.port in (None, standard)


class BrowserCookiePolicy(DefaultCookiePolicy):
    """Refuses cookies for a public suffix, as browsers do; the standard library does not know the list."""

    def __init__(self, public_suffix: str | None) -> None:
        super().__init__()
        self._public_suffix = public_suffix

    def set_ok_domain(self, cookie: Cookie, request: Any) -> bool:
        if self._public_suffix is not None and cookie.domain.lstrip(".").lower() == self._public_suffix:
            return False
        return bool(super().set_ok_domain(cookie, request))


def edge_session(
    domain: str, *, https_port: int, http_port: int, ca_file: Path, public_suffix: str | None = None
) -> requests.Session:
    """A session for `https://<domain>/...` and `http://<domain>/...`, both without a port.

    It trusts `ca_file` alone, and takes no proxy, certificate bundle or password from the environment. No cookie is
    kept for `public_suffix`.
    """
    session = requests.Session()
    session.trust_env = False
    session.verify = str(ca_file)
    session.cookies = RequestsCookieJar(policy=BrowserCookiePolicy(public_suffix))
    adapter = EdgeAdapter(domain, https_port=https_port, http_port=http_port)
    for scheme in _STANDARD_PORTS:
        session.mount(f"{scheme}://", adapter)
    return session
