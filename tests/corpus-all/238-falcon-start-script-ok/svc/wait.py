import socket
import sys
import time


def main():
    host, port = sys.argv[1], int(sys.argv[2])
    for _ in range(30):
        try:
            socket.create_connection((host, port), 1).close()
            return
        except OSError:
            time.sleep(1)
    sys.exit(1)


if __name__ == "__main__":
    main()
