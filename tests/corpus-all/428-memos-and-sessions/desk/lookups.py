import functools
import hashlib
import time

import requests

_geo = {}
_rates = {}
_session = None


def http():
    global _session
    if _session is None:
        _session = requests.Session()
    return _session


def locate(ip):
    if ip in _geo:
        return _geo[ip]
    answer = http().get(f"https://geo.example.com/{ip}", timeout=5).json()
    _geo[ip] = answer
    return answer


def rate(code):
    cached = _rates.get(code)
    if cached and cached[1] > time.time():
        return cached[0]
    value = http().get("https://rates.example.com", params={"code": code}, timeout=5).json()["value"]
    _rates[code] = (value, time.time() + 300)
    return value


@functools.lru_cache(maxsize=1024)
def digest(text):
    return hashlib.sha256(text.encode()).hexdigest()
