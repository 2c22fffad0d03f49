import socket
s=socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
s.bind(('0.0.0.0', 9000))
s.listen()
def free():
    with socket.socket() as s:
        s.bind(('',8000))
        return s.getsockname()
