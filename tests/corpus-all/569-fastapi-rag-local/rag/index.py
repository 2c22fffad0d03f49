import chromadb
import duckdb

client = chromadb.PersistentClient(path="./chroma_data")
documents = client.get_or_create_collection("documents")


def analytics():
    return duckdb.connect("analytics.duckdb", read_only=False)


def add(key, text):
    documents.add(ids=[key], documents=[text])


def ask(question):
    return documents.query(query_texts=[question], n_results=3)
