"""The front ends for infrastructure code that describes services: CloudFormation (SAM and CDK's output too) and Terraform."""
