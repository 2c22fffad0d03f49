import os
import socket

# The first bytes of a TLS server's answer to plain HTTP: an alert record.
with socket.create_server(("0.0.0.0", int(os.environ["PORT"]))) as server:
    while True:
        client, _ = server.accept()
        with client:
            client.recv(4096)
            client.sendall(b"\x15\x03\x01\x00\x02\x02\x46")
