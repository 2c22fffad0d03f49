import os
from dataclasses import dataclass


@dataclass
class Config:
    upload_dir: str = os.getenv("UPLOAD_DIR", "uploads")
    tmp_dir: str = os.getenv("TMP_DIR", "/tmp/desk")
    tickets: str = "tickets.db"


config = Config()
