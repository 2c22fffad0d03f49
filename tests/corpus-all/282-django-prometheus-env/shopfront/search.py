from django.http import JsonResponse
from opensearchpy import OpenSearch

client = OpenSearch(hosts=[{"host": "localhost", "port": 9200}], http_compress=True)


def search(request):
    found = client.search(index="products", body={"query": {"match": {"name": request.GET.get("q", "")}}})
    return JsonResponse({"hits": found["hits"]["total"]["value"]})
