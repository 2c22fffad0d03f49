import os
import socket
import threading

HOST, PORT = "0.0.0.0", int(os.environ["PORT"])
BACKLOG = 5000


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def report():
    statsd = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    statsd.sendto(b"echo.up:1|c", ("statsd.internal", 8125))


def main():
    s = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    s.bind((HOST, PORT))
    s.listen(BACKLOG)
    report()
    while True:
        conn, _ = s.accept()
        threading.Thread(target=conn.close, daemon=True).start()


main()
