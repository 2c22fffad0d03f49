"""The cases are projects to be linted: their own tests are not ours to run."""

collect_ignore_glob = ["*"]
