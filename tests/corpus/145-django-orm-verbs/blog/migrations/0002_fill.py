from django.db import migrations

created = []


def fill(apps, schema_editor):
    created.append("x")


class Migration(migrations.Migration):
    dependencies = []
    operations = [migrations.RunPython(fill)]
