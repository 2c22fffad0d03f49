from django import forms


class PostForm(forms.Form):
    tags = forms.MultipleChoiceField(choices=[])
