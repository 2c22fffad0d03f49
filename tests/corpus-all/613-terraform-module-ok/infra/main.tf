module "api" {
  source          = "./modules/apprunner"
  name            = "api"
  image           = "${var.registry}/api:${var.tag}"
  access_role_arn = var.access_role_arn
  port            = 8000
  max_size        = 25
  environment = {
    LOG_LEVEL = "debug"
  }
}

variable "registry" {}
variable "tag" {}
variable "access_role_arn" {}
