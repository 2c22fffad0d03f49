import threading

import boto3

_s3 = None
_lock = threading.Lock()


def s3():
    global _s3
    if _s3 is None:
        with _lock:
            if _s3 is None:
                _s3 = boto3.client("s3")
    return _s3
