from concurrent import futures

import grpc
import pytest

from greeter import greeter_pb2_grpc as rpc
from greeter.web import app


@pytest.fixture
def backend():
    server = grpc.server(futures.ThreadPoolExecutor(max_workers=1))
    port = server.add_insecure_port("localhost:50051")
    server.start()
    yield port
    server.stop(None)


def test_hello(backend):
    assert app.test_client().get("/hello/x").status_code == 200
