import json
import os

from pymemcache.client.hash import HashClient

servers = [tuple(s.split(":")) for s in os.environ["MEMCACHED"].split(",")]
client = HashClient([(host, int(port)) for host, port in servers])


def remember(key, make):
    found = client.get(key)
    if found is None:
        found = json.dumps(make())
        client.set(key, found, expire=60)
    return json.loads(found)
