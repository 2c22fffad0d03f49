import os
from concurrent import futures

import grpc
from grpc_reflection.v1alpha import reflection

import price_pb2
import price_pb2_grpc
from prices import price


class Prices(price_pb2_grpc.PricesServicer):
    def Get(self, request, context):
        value = price(request.sku)
        if value is None:
            context.abort(grpc.StatusCode.NOT_FOUND, request.sku)
        return price_pb2.Price(sku=request.sku, cents=value)


def serve():
    port = os.environ.get("GRPC_PORT", "50051")
    with open("server.key", "rb") as key, open("server.crt", "rb") as crt:
        credentials = grpc.ssl_server_credentials(((key.read(), crt.read()),))
    server = grpc.server(futures.ThreadPoolExecutor(max_workers=int(os.environ.get("THREADS", 4))))
    price_pb2_grpc.add_PricesServicer_to_server(Prices(), server)
    reflection.enable_server_reflection([reflection.SERVICE_NAME], server)
    server.add_secure_port(f"[::]:{port}", credentials)
    server.start()
    server.wait_for_termination()


if __name__ == "__main__":
    serve()
