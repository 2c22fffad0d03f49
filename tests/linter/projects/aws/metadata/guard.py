import ipaddress

BLOCKED = ("169.254.169.254", "metadata.google.internal")


def allowed(host):
    return host not in BLOCKED and not ipaddress.ip_address(host).is_link_local
