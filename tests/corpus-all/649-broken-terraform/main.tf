resource "aws_apprunner_service" "shop" {
  service_name = "shop"
  service_name = "store"
  source_configuration {
    image_repository {
      image_identifier      = "public.ecr.aws/acme/shop:1"
      image_repository_type = "ECR_PUBLIC"
    }
  }
}
