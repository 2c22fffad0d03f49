import os
from xmlrpc.server import SimpleXMLRPCRequestHandler, SimpleXMLRPCServer

from accounts import balance

DEFAULT_PORT = 8000


class Handler(SimpleXMLRPCRequestHandler):
    rpc_paths = ("/RPC2",)


def serve(port=DEFAULT_PORT, bind=""):
    with SimpleXMLRPCServer((bind, port), requestHandler=Handler, allow_none=True) as server:
        server.register_function(balance)
        server.serve_forever()


if __name__ == "__main__":
    print("pid", os.getpid())
    serve()
