from svc.cli import main

main(auto_envvar_prefix="SVC")
