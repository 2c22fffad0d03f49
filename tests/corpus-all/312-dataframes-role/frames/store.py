import os

import pandas as pd
import s3fs

fs = s3fs.S3FileSystem(anon=False, key=os.environ.get("S3_KEY"), secret=os.environ.get("S3_SECRET"))


def frame(name):
    with fs.open(f"acme-frames/{name}.parquet", "rb") as f:
        return pd.read_parquet(f)
