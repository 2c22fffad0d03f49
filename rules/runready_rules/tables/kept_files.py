"""What keeps data in local files, and what fails where such a file is absent.

Sources: the standard library's `builtins`, `os` and `pathlib` pages; Django's "Managing files"; Flask's `send_file`;
Starlette's `FileResponse`.
"""

from __future__ import annotations

from runready_linter.services_knowledge import KeptFiles
from runready_rules.tables.file_readers import READERS

KEPT_FILES = KeptFiles(
    storages=frozenset(
        {
            "django.core.files.storage.FileSystemStorage",
            "django.core.files.storage.filesystem.FileSystemStorage",
            "flask_uploads.UploadSet",
            "flask_reuploaded.UploadSet",
        }
    ),
    default_storages=frozenset(
        {
            "django.core.files.storage.default_storage",
            "django.core.files.storage.storages",
            "django.core.files.storage.DefaultStorage",
        }
    ),
    stores={
        "fastapi_storages.FileSystemStorage": (0, "path"),
        "libcloud.storage.drivers.local.LocalStorageDriver": (0, "key"),
        "sqlalchemy_imageattach.stores.fs.FileSystemStore": (0, "path"),
        "sqlalchemy_imageattach.stores.fs.HttpExposedFileSystemStore": (0, "path"),
        "flask_admin.contrib.fileadmin.FileAdmin": (0, "base_path"),
        "flask_admin.form.FileUploadField": (-1, "base_path"),
        "flask_admin.form.ImageUploadField": (-1, "base_path"),
        "flask_admin.form.upload.FileUploadField": (-1, "base_path"),
        "flask_admin.form.upload.ImageUploadField": (-1, "base_path"),
    },
    fields=frozenset(
        {
            "django.db.models.FileField",
            "django.db.models.ImageField",
            "django.db.models.fields.files.FileField",
            "django.db.models.fields.files.ImageField",
            "django_resized.ResizedImageField",
            "easy_thumbnails.fields.ThumbnailerImageField",
            "easy_thumbnails.fields.ThumbnailerField",
            "imagekit.models.ProcessedImageField",
            "sorl.thumbnail.ImageField",
            "stdimage.StdImageField",
            "stdimage.models.StdImageField",
            "versatileimagefield.fields.VersatileImageField",
            "filer.fields.image.FilerImageField",
            "filer.fields.file.FilerFileField",
        }
    ),
    other=frozenset(
        {
            "os.makedirs",
            "os.mkdir",
            "os.mkfifo",
            "urllib.request.urlretrieve",
            "wget.download",
            "gdown.download",
            "download_file",
            "download_to_filename",
            "fget_object",
        }
    ),
    path_methods={"write_text": None, "write_bytes": None, "open": (0, "mode")},
    readers=READERS,
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
    error_handlers=frozenset(
        {
            "errorhandler",
            "app_errorhandler",
            "register_error_handler",
            "exception_handler",
            "add_exception_handler",
            "add_error_handler",
            "error_handler",
            "exception",
        }
    ),
    passing=frozenset({"cache", "caches", "pycache", "tmp", "temp", "temporary", "scratch", "lock", "pid", "sock"}),
    movers=frozenset({"os.replace", "os.rename", "shutil.move"}),
    uploads=frozenset({"files", "FILES"}),
    images=("PIL.",),
)
