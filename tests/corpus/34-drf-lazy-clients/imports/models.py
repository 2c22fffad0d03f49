from django.db import models


class Import(models.Model):
    title = models.CharField(max_length=200)
    slug = models.SlugField(blank=True)
    state = models.CharField(max_length=20, default="new")
