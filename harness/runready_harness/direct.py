"""A session straight to an instance, which it asks under the name `localhost` as a developer does."""

from __future__ import annotations

from collections.abc import Mapping

import requests
from requests.adapters import HTTPAdapter

from runready_harness.runtimes.base import Endpoint


def direct_session(base: str, endpoint: Endpoint) -> requests.Session:
    """A session in which `base` (such as `http://localhost:8080`) leads to `endpoint`, redirects included, whatever
    else this machine has on that port. It takes nothing from the environment."""
    session = requests.Session()
    session.trust_env = False
    session.mount(base, _ToInstance(base, endpoint))
    return session


class _ToInstance(HTTPAdapter):
    def __init__(self, base: str, endpoint: Endpoint) -> None:
        super().__init__()
        host = f"[{endpoint.host}]" if ":" in endpoint.host else endpoint.host
        self._base = base
        self._target = f"http://{host}:{endpoint.port}"

    def send(
        self,
        request: requests.PreparedRequest,
        stream: bool = False,
        timeout: float | tuple[float, float] | tuple[float, None] | None = None,
        verify: bool | str = True,
        cert: bytes | str | tuple[bytes | str, bytes | str] | None = None,
        proxies: Mapping[str, str] | None = None,
    ) -> requests.Response:
        asked = request.url or self._base
        request.headers.setdefault("Host", self._base.removeprefix("http://"))
        request.url = self._target + asked.removeprefix(self._base)
        try:
            response = super().send(request, stream, timeout, verify, cert, proxies)
        finally:
            request.url = asked
        # Redirects are worked out from here.
        response.url = asked
        return response
