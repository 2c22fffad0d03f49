"""What is done to the service while a flow runs: nothing (`undisturbed`), `restart`, `replicas`."""
