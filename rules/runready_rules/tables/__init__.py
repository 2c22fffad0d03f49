"""What is known of libraries, as data: one module per topic, one line per table here. The platform is the default one."""

from __future__ import annotations

from runready_linter.knowledge import Knowledge
from runready_rules import platforms
from runready_rules.tables import (
    attributes,
    backends,
    background_work,
    base_images,
    databases,
    environment,
    frameworks,
    kept_files,
    log_files,
    mutators,
    random_keys,
    servers,
    servers_beside,
    servers_commands,
    servers_dashboards,
    servers_elsewhere,
    services,
    temp_files,
    web_requests,
)

KNOWLEDGE = Knowledge(
    platform=platforms.platform(platforms.load(platforms.DEFAULT)),
    env_readers=environment.ENV_READERS,
    env_mappings=environment.ENV_MAPPINGS,
    settings_bases=environment.SETTINGS_BASES,
    server_commands=servers_commands.SERVER_COMMANDS
    + servers_dashboards.DASHBOARD_COMMANDS
    + servers_elsewhere.ELSEWHERE_COMMANDS,
    front_servers=servers_commands.FRONT_SERVERS,
    base_image=base_images.base_image,
    server_calls=servers.SERVER_CALLS | servers_beside.BESIDE_CALLS,
    server_settings=servers.SERVER_SETTINGS,
    command_runners=servers.COMMAND_RUNNERS,
    option_definers=servers.OPTION_DEFINERS,
    databases=databases.DATABASES,
    frameworks=frameworks.FRAMEWORKS,
    memory=mutators.MEMORY,
    services=services.SERVICES,
    log_files=log_files.LOG_FILES,
    kept_files=kept_files.KEPT_FILES,
    attributes=attributes.ATTRIBUTES,
    random_keys=random_keys.RANDOM_KEYS,
    background=background_work.BACKGROUND_WORK,
    backends=backends.BACKENDS,
    temp_files=temp_files.TEMP_FILES,
    web_requests=web_requests.WEB_REQUESTS,
)
