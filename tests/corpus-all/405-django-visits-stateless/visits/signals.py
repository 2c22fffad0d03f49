from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver


@receiver(user_logged_in)
def on_login(sender, request, user, **kwargs):
    from visits.models import Online

    Online.objects.update_or_create(user=user)
    request.session["logins"] = request.session.get("logins", 0) + 1


def count_online():
    from visits.models import Online

    return Online.objects.count()
