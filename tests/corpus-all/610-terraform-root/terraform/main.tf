terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.60"
    }
  }
}

resource "aws_ecr_repository" "orders" {
  name                 = "orders"
  image_tag_mutability = "IMMUTABLE"
}

resource "aws_apprunner_service" "orders" {
  service_name = "${var.prefix}-orders"

  source_configuration {
    authentication_configuration {
      access_role_arn = aws_iam_role.access.arn
    }

    image_repository {
      image_identifier      = "${aws_ecr_repository.orders.repository_url}:${var.image_tag}"
      image_repository_type = "ECR"

      image_configuration {
        port = var.container_port

        runtime_environment_variables = {
          LOG_LEVEL = "info"
          API_TOKEN = "9af3c1e77ab02d41"
        }

        runtime_environment_secrets = {
          DATABASE_URL = aws_secretsmanager_secret.database.arn
        }
      }
    }
  }

  instance_configuration {
    cpu               = "1 vCPU"
    memory            = "1 GB"
    instance_role_arn = aws_iam_role.instance.arn
  }

  health_check_configuration {
    protocol = "HTTP"
    path     = "/health"
    interval = 10
  }

  tags = local.tags
}
