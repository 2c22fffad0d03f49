import pandas as pd
import s3fs

KEY = "AKIAX4LQZ7WM2KT5NRVP"
SECRET = "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"

fs = s3fs.S3FileSystem(key=KEY, secret=SECRET)


def frame(name):
    with fs.open(f"acme-frames/{name}.parquet", "rb") as f:
        return pd.read_parquet(f)
