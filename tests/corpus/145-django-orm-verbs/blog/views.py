from django.contrib import messages
from django.core.cache import cache
from django.http import JsonResponse
from rest_framework import generics, serializers

from .forms import PostForm
from .models import Post, Tag

PAGE_SIZES = [10, 20]


def tag(request, pk):
    post = Post.objects.get(pk=pk)
    post.tags.add(Tag.objects.get_or_create(name=request.POST["tag"])[0])
    post.tags.remove(*Tag.objects.filter(name="old"))
    Post.objects.filter(pk=pk).update(edited=True)
    request.user.groups.clear()
    messages.add_message(request, messages.INFO, "tagged")
    cache.delete_many(["posts"])
    form = PostForm(request.POST)
    form.fields["tags"].choices.append(("x", "x"))
    sizes = sorted(PAGE_SIZES)
    sizes.append(50)
    request.META["X"] = "1"
    request.session["last"] = pk
    request.session.pop("first", None)
    return JsonResponse({"sizes": sizes})


class PostSerializer(serializers.ModelSerializer):
    class Meta:
        model = Post
        fields = ["id", "title"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields.pop("id")

    def update(self, instance, validated_data):
        instance.title = validated_data.pop("title")
        instance.save()
        return instance


class Posts(generics.ListCreateAPIView):
    queryset = Post.objects.all()
    serializer_class = PostSerializer

    def get_serializer_context(self):
        context = super().get_serializer_context()
        context["sizes"] = PAGE_SIZES
        context.update(user=self.request.user)
        return context
