import os

import grpc
from flask import Flask

from greeter import greeter_pb2 as pb
from greeter import greeter_pb2_grpc as rpc

app = Flask(__name__)
TARGET = os.environ["GREETER_TARGET"]


def channel():
    return grpc.secure_channel(TARGET, grpc.ssl_channel_credentials())


@app.get("/hello/<name>")
def hello(name):
    with channel() as ch:
        reply = rpc.GreeterStub(ch).SayHello(pb.HelloRequest(name=name), timeout=3)
    return {"message": reply.message}
