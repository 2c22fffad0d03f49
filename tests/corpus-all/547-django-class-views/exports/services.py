import csv
import os
import tempfile

from django.conf import settings


def export_path(name):
    return os.path.join(settings.EXPORT_ROOT, name)


class Exporter:
    def __init__(self, user):
        self.user = user

    def write(self, rows):
        name = f"{self.user.pk}.csv"
        with open(export_path(name), "w", newline="") as out:
            writer = csv.writer(out)
            writer.writerows(rows)
        return name

    def preview(self, rows):
        tmp = tempfile.NamedTemporaryFile("w", suffix=".html", delete=False)
        tmp.write("<table>")
        tmp.writelines(f"<tr><td>{row}</td></tr>" for row in rows)
        tmp.write("</table>")
        tmp.close()
        return tmp.name
