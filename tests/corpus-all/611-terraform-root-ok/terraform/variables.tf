variable "prefix" {
  type = string
}

variable "image_tag" {
  description = "Set by the pipeline"
  type        = string
}

variable "container_port" {
  type    = number
  default = 8000
}

locals {
  tags = { team = "orders" }
}
