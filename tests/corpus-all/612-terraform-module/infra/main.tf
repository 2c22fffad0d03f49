module "api" {
  source          = "./modules/apprunner"
  name            = "api"
  image           = "${var.registry}/api:${var.tag}"
  access_role_arn = var.access_role_arn
  port            = 8080
  max_size        = 40
  start_command   = "gunicorn --bind 0.0.0.0:$PORT app:app"
  environment = {
    LOG_LEVEL = "debug"
  }
}

variable "registry" {}
variable "tag" {}
variable "access_role_arn" {}
