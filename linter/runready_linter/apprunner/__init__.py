"""The front end for `apprunner.yaml`, the service configuration of App Runner's source-code services."""
