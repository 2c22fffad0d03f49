import os

from pynamodb.attributes import UnicodeAttribute
from pynamodb.models import Model


class Report(Model):
    class Meta:
        table_name = "reports"
        region = "eu-west-1"
        host = os.environ.get("DYNAMODB_HOST")

    key = UnicodeAttribute(hash_key=True)
    title = UnicodeAttribute()
