"""The projects below are read by tests, and hold none themselves."""

collect_ignore_glob = ["*"]
