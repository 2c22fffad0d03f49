import grpc
from flask import Flask

from greeter import greeter_pb2 as pb
from greeter import greeter_pb2_grpc as rpc

app = Flask(__name__)
TARGET = "localhost:50051"


@app.get("/hello/<name>")
def hello(name):
    with grpc.insecure_channel(TARGET) as channel:
        reply = rpc.GreeterStub(channel).SayHello(pb.HelloRequest(name=name), timeout=3)
    return {"message": reply.message}
