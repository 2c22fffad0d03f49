"""What keeps data in local files, and what fails where such a file is absent.

Sources: the standard library's `builtins`, `os` and `pathlib` pages; Django's "Managing files"; Flask's `send_file`;
Starlette's `FileResponse`.
"""

from __future__ import annotations

from runready_linter.services_knowledge import KeptFiles

KEPT_FILES = KeptFiles(
    storages=frozenset(
        {
            "django.core.files.storage.FileSystemStorage",
            "django.core.files.storage.filesystem.FileSystemStorage",
            "flask_uploads.UploadSet",
            "flask_reuploaded.UploadSet",
        }
    ),
    fields=frozenset({"django.db.models.FileField", "django.db.models.ImageField"}),
    other=frozenset(
        {
            "os.makedirs",
            "os.mkdir",
            "os.mkfifo",
            "urllib.request.urlretrieve",
            "download_file",
            "download_to_filename",
            "fget_object",
        }
    ),
    path_methods={"write_text": None, "write_bytes": None, "open": (0, "mode")},
    readers={
        "builtins.open": ((0, "file"), (1, "mode")),
        "io.open": ((0, "file"), (1, "mode")),
        "codecs.open": ((0, "filename"), (1, "mode")),
        "gzip.open": ((0, "filename"), (1, "mode")),
        "aiofiles.open": ((0, "file"), (1, "mode")),
        "flask.send_file": ((0, "path_or_file"), None),
        "quart.send_file": ((0, "filename_or_io"), None),
        "starlette.responses.FileResponse": ((0, "path"), None),
        "fastapi.responses.FileResponse": ((0, "path"), None),
        "pandas.read_csv": ((0, "filepath_or_buffer"), None),
        "pandas.read_excel": ((0, "io"), None),
        "pandas.read_json": ((0, "path_or_buf"), None),
        "pandas.read_parquet": ((0, "path"), None),
        "pandas.read_pickle": ((0, "filepath_or_buffer"), None),
        "numpy.load": ((0, "file"), None),
        "joblib.load": ((0, "filename"), None),
        "torch.load": ((0, "f"), None),
        "PIL.Image.open": ((0, "fp"), None),
    },
    reader_methods=frozenset({"read_text", "read_bytes"}),
    testers=frozenset(
        {
            "exists",
            "isfile",
            "is_file",
            "lexists",
            "access",
            "stat",
            "listdir",
            "scandir",
            "iterdir",
            "glob",
            "iglob",
            "rglob",
            "walk",
        }
    ),
    absence=frozenset({"FileNotFoundError", "OSError", "IOError", "EnvironmentError", "Exception", "BaseException"}),
    passing=frozenset({"cache", "caches", "pycache", "tmp", "temp", "temporary", "scratch", "lock", "pid", "sock"}),
    movers=frozenset({"os.replace", "os.rename", "shutil.move"}),
    uploads=frozenset({"files", "FILES"}),
)
