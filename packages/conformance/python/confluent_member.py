"""A member of a group, of confluent-kafka, until its input ends.

Arguments: the address of a broker, a topic, a group, a client id, the group protocol. Prints a line of JSON for each
assignment and for each record that it has read; what it has read is committed at once.
"""

import json
import sys
import threading

from confluent_kafka import Consumer, KafkaException

BOOTSTRAP_SERVER, TOPIC, GROUP, CLIENT_ID, PROTOCOL = sys.argv[1:]

# In the consumer protocol the broker says how long a member may be silent.
TIMES = {"session.timeout.ms": 6000, "heartbeat.interval.ms": 500}


def tell(event, value):
    print(json.dumps({event: value}), flush=True)


consumer = Consumer(
    {
        "bootstrap.servers": BOOTSTRAP_SERVER,
        "group.id": GROUP,
        "client.id": CLIENT_ID,
        "group.protocol": PROTOCOL,
        **(TIMES if PROTOCOL == "classic" else {}),
        "auto.offset.reset": "earliest",
        "enable.auto.commit": False,
        "reconnect.backoff.max.ms": 500,
        "log_level": 3,
    }
)
ended = threading.Event()
owned = set()


def wait_for_end():
    sys.stdin.read()
    ended.set()


def on_assign(_, partitions):
    owned.update(each.partition for each in partitions)
    tell("assigned", sorted(owned))


def on_revoke(_, partitions):
    owned.difference_update(each.partition for each in partitions)
    tell("assigned", sorted(owned))


threading.Thread(target=wait_for_end, daemon=True).start()
consumer.subscribe([TOPIC], on_assign=on_assign, on_revoke=on_revoke)
while not ended.is_set():
    message = consumer.poll(0.1)
    if message is None or message.error():
        continue
    tell("record", message.value().decode())
    try:
        consumer.commit(message, asynchronous=False)
    except KafkaException as error:
        tell("refused", error.args[0].name())
consumer.close()
