from qdrant_client import QdrantClient

client = QdrantClient(host="localhost", port=6333)


def search(text):
    hits = client.query_points("docs", query=[0.0] * 8, limit=3).points
    return [h.payload["text"] for h in hits]
