resource "aws_apprunner_service" "shop" {
  source_configuration {
    auto_deployment_enabled = true
    image_repository {
      image_identifier      = "public.ecr.aws/acme/shop:1"
      image_repository_type = "ECR_PUBLIC"
      image_configuration = {
        port = "8080"
      }
    }
  }

  instance_configuration {
    cpus   = "1024"
    memory = "2048"
  }
}

resource "aws_apprunner_service" "site" {
  service_name = "site"
  source_configuration {
    auto_deployments_enabled = false
  }
}

resource "aws_apprunner_vpc_connector" "main" {
  vpc_connector_name = "main"
  subnets            = "subnet-0a1b2c"
  security_groups    = [aws_security_group.app.id]
}
