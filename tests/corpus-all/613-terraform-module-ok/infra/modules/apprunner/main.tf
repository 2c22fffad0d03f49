resource "aws_apprunner_service" "this" {
  service_name                   = var.name
  auto_scaling_configuration_arn = aws_apprunner_auto_scaling_configuration_version.this.arn

  source_configuration {
    image_repository {
      image_identifier      = var.image
      image_repository_type = "ECR"
      image_configuration {
        port                          = var.port
        start_command                 = var.start_command
        runtime_environment_variables = merge({ SERVICE = var.name }, var.environment)
      }
    }
    authentication_configuration {
      access_role_arn = var.access_role_arn
    }
  }
}

resource "aws_apprunner_auto_scaling_configuration_version" "this" {
  auto_scaling_configuration_name = var.name
  max_concurrency                 = 80
  min_size                        = 1
  max_size                        = var.max_size
}
