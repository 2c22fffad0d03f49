import json

from pymemcache.client.hash import HashClient

client = HashClient([("localhost", 11211), ("localhost", 11212)])


def remember(key, make):
    found = client.get(key)
    if found is None:
        found = json.dumps(make())
        client.set(key, found, expire=60)
    return json.loads(found)
