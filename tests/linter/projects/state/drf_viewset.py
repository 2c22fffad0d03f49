from rest_framework import viewsets
from rest_framework.response import Response

ORDERS = []  # <- AR201


class OrderViewSet(viewsets.ViewSet):
    def list(self, request):
        return Response(ORDERS)

    def create(self, request):
        ORDERS.append(request.data)
        return Response(status=201)
