import os
from concurrent import futures

import grpc

with open("server.key", "rb") as key, open("server.crt", "rb") as crt:
    credentials = grpc.ssl_server_credentials(((key.read(), crt.read()),))
server = grpc.server(futures.ThreadPoolExecutor())
server.add_secure_port(f"[::]:{os.environ['PORT']}", credentials)
server.start()
server.wait_for_termination()
