"""The HTTPS terminator in front of the instances, as the platform has one: behaviour from the platform profile."""
