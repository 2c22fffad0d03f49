import grpc, os
from concurrent import futures
def serve():
    server=grpc.server(futures.ThreadPoolExecutor())
    server.add_insecure_port('[::]:' + '50051')  # beside the other: AR107, and AR106 for gRPC
    port=os.environ.get('PORT','50051')
    server.add_insecure_port(f'[::]:{port}')
    server.add_insecure_port('[::]:'+port)
    server.add_insecure_port('[::]:{}'.format(port))
