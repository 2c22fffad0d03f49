resource "aws_apprunner_service" "each" {
  for_each     = local.services
  service_name = each.key

  source_configuration {
    image_repository {
      image_identifier      = each.value.image
      image_repository_type = "ECR"
      image_configuration {
        port                          = each.value.port
        runtime_environment_variables = merge(local.defaults, each.value.env, { STAGE = terraform.workspace })
        runtime_environment_secrets   = { for s in each.value.secrets : s.name => s.arn }
      }
    }
    authentication_configuration {
      access_role_arn = data.aws_iam_role.access.arn
    }
  }

  instance_configuration {
    cpu               = lookup(each.value, "cpu", "1024")
    memory            = try(each.value.memory, "2048")
    instance_role_arn = "arn:aws:iam::${data.aws_caller_identity.current.account_id}:role/${each.key}"
  }
}

locals {
  services = yamldecode(file("${path.module}/services.yml"))
  defaults = { LOG_LEVEL = "info" }
}
