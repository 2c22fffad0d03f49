from django.core.files.storage import default_storage
from django.db import models


class Item(models.Model):
    title = models.CharField(max_length=50)
    scan = models.FileField(upload_to="scans")
