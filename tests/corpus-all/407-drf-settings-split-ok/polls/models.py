from django.db import models


class Vote(models.Model):
    color = models.CharField(max_length=10)
    tags = models.JSONField(default=list)
