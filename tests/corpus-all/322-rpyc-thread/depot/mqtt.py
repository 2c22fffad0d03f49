import paho.mqtt.publish as mqtt


def publish(topic, payload):
    mqtt.single(topic, payload, hostname="localhost")
