from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.dispatch import receiver

ONLINE = set()


@receiver(user_logged_in)
def on_login(sender, request, user, **kwargs):
    ONLINE.add(user.pk)


@receiver(user_logged_out)
def on_logout(sender, request, user, **kwargs):
    ONLINE.discard(user.pk)
