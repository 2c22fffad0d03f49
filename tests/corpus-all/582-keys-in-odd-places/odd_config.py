from enum import Enum

KEYS = {
    "uploads": {
        "aws_access_key_id": "AKIAZ5QLXT3WN7KMRV4P",
        "aws_secret_access_key": "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",
        "region_name": "eu-west-1",
    },
}


class Aws(Enum):
    ID = "AKIAR7NQX5LTZ3WMKV6P"
    SECRET = "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"


def credentials():
    return "AKIAT4LWXQ7NZ5KMRV3P", "Wp2Lr7Qm4Vt9Xc1Zk6Yd3HsN8JbGf5UeTaRo0Ei4"
