import sqlite3

from django.core.management.base import BaseCommand


class Command(BaseCommand):
    def handle(self, *args, **options):
        sqlite3.connect("export.sqlite").execute("create table t(a)")
