from concurrent import futures

import grpc

from greeter import greeter_pb2_grpc as rpc
from greeter.service import Greeter


def serve(address="[::]:50051"):
    server = grpc.server(futures.ThreadPoolExecutor(max_workers=10))
    rpc.add_GreeterServicer_to_server(Greeter(), server)
    server.add_insecure_port(address)
    server.start()
    server.wait_for_termination()


if __name__ == "__main__":
    serve()
