"""How an application is run: image, runtimes, instances, the HTTPS edge, backing services, flows, modes and checks."""
