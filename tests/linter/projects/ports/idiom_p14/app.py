import grpc
server = grpc.server(None)
server.add_insecure_port("[::]:50051")  # <- AR101
