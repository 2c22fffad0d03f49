variable "prefix" {
  type = string
}

variable "image_tag" {
  description = "Set by the pipeline"
  type        = string
}

variable "container_port" {
  type    = number
  default = 8080
}

locals {
  tags = { team = "orders" }
}
