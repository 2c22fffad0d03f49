from dynaconf import Dynaconf, Validator

settings = Dynaconf(
    envvar_prefix="LEDGER",
    settings_files=["settings.toml", ".secrets.toml"],
    environments=True,
    validators=[Validator("HTTP_PORT", default=8600, cast=int)],
)
