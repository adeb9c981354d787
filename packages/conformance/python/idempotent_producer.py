"""Produces idempotently to the partitions of a topic until its standard input ends.

Arguments: the address of a broker, a topic, its number of partitions. The values of a partition
count from 0. Prints `ack PARTITION VALUE OFFSET` for each record that was acknowledged, `failed
PARTITION VALUE REASON` for each that was not, and at last `sent PARTITION COUNT` for each partition.
"""

import os
import sys
import threading

from confluent_kafka import Producer

BOOTSTRAP_SERVER, TOPIC, PARTITIONS = sys.argv[-3], sys.argv[-2], int(sys.argv[-1])
FLUSH_S = 60
# Of each partition.
RECORDS_PER_SECOND = int(os.environ.get("ODRADEK_RECORDS_PER_SECOND", "5000"))
TURN_S = 0.01
# While the broker is away records wait in the client, up to these.
WAITING_MAX = 20_000

producer = Producer(
    {
        "bootstrap.servers": BOOTSTRAP_SERVER,
        "client.id": "idempotent",
        "enable.idempotence": True,
        "batch.num.messages": 20,
        "linger.ms": 2,
        "retry.backoff.ms": 20,
        "reconnect.backoff.ms": 20,
        "reconnect.backoff.max.ms": 100,
        "message.timeout.ms": 300_000,
        # Losing the broker is what this is about.
        "log_level": 2,
    }
)
input_ended = threading.Event()


def wait_for_end_of_input():
    sys.stdin.read()
    input_ended.set()


def on_delivery(error, message):
    what = f"{message.partition()} {message.value().decode()}"
    print(f"failed {what} {error}" if error else f"ack {what} {message.offset()}")


threading.Thread(target=wait_for_end_of_input, daemon=True).start()
sent = 0
while not input_ended.wait(TURN_S):
    count = int(RECORDS_PER_SECOND * TURN_S) if len(producer) < WAITING_MAX else 0
    for _ in range(count):
        for partition in range(PARTITIONS):
            producer.produce(TOPIC, str(sent), partition=partition, on_delivery=on_delivery)
        sent += 1
    producer.poll(0)
    sys.stdout.flush()
producer.flush(FLUSH_S)
for partition in range(PARTITIONS):
    print(f"sent {partition} {sent}")
