resource "aws_apprunner_service" "shop" {
  for_each     = toset(["blue", "green"])
  service_name = "shop-${each.key}"

  source_configuration {
    auto_deployments_enabled = false
    image_repository {
      image_identifier      = "public.ecr.aws/acme/shop:1"
      image_repository_type = "ECR_PUBLIC"
      image_configuration {
        port                          = "8080"
        runtime_environment_variables = { for name, value in var.environment : name => value }
      }
    }
  }

  instance_configuration {
    cpu    = "1024"
    memory = var.memory
  }

  dynamic "health_check_configuration" {
    for_each = var.health == null ? [] : [var.health]
    content {
      path     = health_check_configuration.value.path
      protocol = "HTTP"
    }
  }

  network_configuration {
    egress_configuration {
      egress_type       = "VPC"
      vpc_connector_arn = aws_apprunner_vpc_connector.main.arn
    }
  }

  lifecycle {
    ignore_changes = [source_configuration[0].image_repository[0].image_identifier]
  }
  depends_on = [aws_apprunner_vpc_connector.main]
  tags       = merge(var.tags, { app = "shop" })
}

resource "aws_apprunner_vpc_connector" "main" {
  vpc_connector_name = "main"
  subnets            = module.vpc.private_subnets
  security_groups    = [aws_security_group.app.id]
}

variable "environment" { type = map(string) }
variable "memory" { default = "2048" }
variable "health" { default = null }
variable "tags" { default = {} }
