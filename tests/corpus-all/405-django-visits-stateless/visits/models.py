from django.conf import settings
from django.db import models


class Visit(models.Model):
    path = models.CharField(max_length=200)
    hits = models.PositiveIntegerField(default=0)


class Online(models.Model):
    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
