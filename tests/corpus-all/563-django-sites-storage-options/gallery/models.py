from django.db import models


class Picture(models.Model):
    file = models.ImageField(upload_to="pictures/")
