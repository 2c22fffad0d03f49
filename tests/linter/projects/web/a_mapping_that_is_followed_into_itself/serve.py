import uvicorn

TREE = {"server": {"tls": {"certfile": None}, "port": {"number": 8080}}}


def setting(*parts):
    node = TREE
    for part in parts:
        node = node[part]
    if "server" in node:
        node = node["server"]
        node = node["tls"]
    return node


uvicorn.run("app:app", host="0.0.0.0", port=setting("server", "port"), ssl_certfile=setting("server", "tls", "certfile"))
