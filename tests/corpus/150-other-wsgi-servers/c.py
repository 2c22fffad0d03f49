from granian import Granian

if __name__ == "__main__":
    Granian("asgi:app", address="0.0.0.0", port=8001, interface="asgi").serve()
