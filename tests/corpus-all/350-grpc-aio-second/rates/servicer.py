from rates import rates_pb2, rates_pb2_grpc


class Rates(rates_pb2_grpc.RatesServicer):
    async def Get(self, request, context):
        return rates_pb2.Rate(pair=request.pair, value=1.0)
