"""What a service leaves out of its settings, as the platform fills it in."""

from __future__ import annotations

from runready_harness.spec import Service
from runready_rules.platforms import Profile


def settled(service: Service, profile: Profile) -> Service:
    """The service with the platform's own values for what its file does not say."""
    health, instances = profile.health, profile.instances
    defaults = {
        "port": profile.web.default_port.value,
        "cpu": instances.default_cpu.value,
        "memory": instances.default_memory.value,
    }
    said = service.model_fields_set
    update = {key: value for key, value in defaults.items() if key not in said}
    check = {"protocol": health.protocol.value, "path": health.path.value}
    left_out = {key: value for key, value in check.items() if key not in service.health.model_fields_set}
    return service.model_copy(update={**update, "health": service.health.model_copy(update=left_out)})


def told(profile: Profile, port: int) -> dict[str, str]:
    """The variables by which the platform tells an instance its port; none where it gives none."""
    return {profile.web.port_variable.value: str(port)} if profile.web.gives_port.value else {}


def health_path_is_open(service: Service, profile: Profile) -> bool:
    """Whether nobody says for sure which path is checked: the file does not, and the platform's own texts differ."""
    said = "path" in service.health.model_fields_set
    checked = settled(service, profile).health.protocol == "http"
    return checked and not said and not profile.health.path_is_certain.value
