from ldap3 import ALL, Connection, Server

server = Server("ldap://localhost:389", get_info=ALL)


def groups(user):
    with Connection(server, auto_bind=True) as connection:
        connection.search("dc=example,dc=org", f"(memberUid={user})", attributes=["cn"])
        return [e.cn.value for e in connection.entries]
