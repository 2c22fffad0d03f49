from django.db import models


class Tag(models.Model):
    name = models.CharField(max_length=40)


class Post(models.Model):
    title = models.CharField(max_length=100)
    edited = models.BooleanField(default=False)
    tags = models.ManyToManyField(Tag)
