from django.db import models


class Photo(models.Model):
    image = models.ImageField(upload_to="photos/")  # <- AR302
    thumb = models.ImageField(upload_to="thumbs/")
