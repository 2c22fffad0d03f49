from django.core.management import execute_from_command_line, call_command
execute_from_command_line(['manage.py','runserver','0.0.0.0:8000'])  # <- AR101
call_command('runserver','0.0.0.0:8000')  # <- AR101
call_command('migrate')
