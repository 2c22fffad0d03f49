from greeter import greeter_pb2 as pb
from greeter import greeter_pb2_grpc as rpc


class Greeter(rpc.GreeterServicer):
    def SayHello(self, request, context):
        return pb.HelloReply(message=f"Hello, {request.name}!")
