from pynamodb.attributes import UnicodeAttribute
from pynamodb.models import Model


class Report(Model):
    class Meta:
        table_name = "reports"
        region = "eu-west-1"
        aws_access_key_id = "AKIAN7RQ4XWLZ2MK5TVP"
        aws_secret_access_key = "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"

    key = UnicodeAttribute(hash_key=True)
    title = UnicodeAttribute()
