"""A member of a group, of confluent-kafka, that reads so many records and leaves.

Arguments: the address of a broker, a topic, a group, its protocol, how many records, or 0 for no end.
Prints partition, offset and value of each. What it has read is committed when it leaves; without an end,
at once.
"""

import sys
import time

from confluent_kafka import Consumer

BOOTSTRAP_SERVER, TOPIC, GROUP, PROTOCOL, COUNT = sys.argv[1:]
WAITS_SECONDS = 40
CLASSIC = {"session.timeout.ms": 6000, "heartbeat.interval.ms": 500}

consumer = Consumer(
    {
        "bootstrap.servers": BOOTSTRAP_SERVER,
        "group.id": GROUP,
        "group.protocol": PROTOCOL,
        **(CLASSIC if PROTOCOL == "classic" else {}),
        "auto.offset.reset": "earliest",
        "enable.auto.commit": False,
        "log_level": 3,
    }
)
consumer.subscribe([TOPIC])
left = int(COUNT)
is_endless = left == 0
deadline = time.monotonic() + WAITS_SECONDS
last = {}
while (is_endless or left > 0) and time.monotonic() < deadline:
    message = consumer.poll(0.1)
    if message is None or message.error():
        continue
    print(message.partition(), message.offset(), message.value().decode(), flush=True)
    deadline = time.monotonic() + WAITS_SECONDS
    left -= 1
    last[message.partition()] = message
    if is_endless:
        consumer.commit(message, asynchronous=False)
for message in last.values():
    consumer.commit(message, asynchronous=False)
consumer.close()
