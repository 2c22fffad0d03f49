from django.core.files.storage import FileSystemStorage
from django.db import models


class Doc(models.Model):
    file = models.FileField(upload_to="docs")
