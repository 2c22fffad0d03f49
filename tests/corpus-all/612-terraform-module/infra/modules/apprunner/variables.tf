variable "name" { type = string }
variable "image" { type = string }
variable "access_role_arn" { type = string }
variable "port" {
  type    = number
  default = 8080
}
variable "start_command" {
  type    = string
  default = null
}
variable "environment" {
  type    = map(string)
  default = {}
}
variable "max_size" {
  type    = number
  default = 4
}
