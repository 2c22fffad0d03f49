import io

import boto3

polly = boto3.Session(region_name="eu-central-1").client("polly")


def speak(text):
    answer = polly.synthesize_speech(Text=text, OutputFormat="mp3", VoiceId="Joanna")
    return io.BytesIO(answer["AudioStream"].read())
