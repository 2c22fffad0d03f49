from django.db import models


class Vote(models.Model):
    question_id = models.IntegerField()
    choice = models.CharField(max_length=20)

    class Meta:
        ordering = ["id"]
