import os
from concurrent import futures

import grpc
from flask import Flask
from waitress import serve

import rates_pb2_grpc

app = Flask(__name__)


def start_grpc():
    server = grpc.server(futures.ThreadPoolExecutor())
    rates_pb2_grpc.add_RatesServicer_to_server(rates_pb2_grpc.RatesServicer(), server)
    server.add_insecure_port("[::]:50051")
    server.start()


if __name__ == "__main__":
    start_grpc()
    serve(app, host="0.0.0.0", port=int(os.environ.get("PORT", "8080")))
