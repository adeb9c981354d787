"""A member of a group, of confluent-kafka, which tells of all that it is given, processes and commits.

Arguments: the address of a broker, a topic, a group, a protocol (classic or consumer). Prints a line of
JSON for each event, with the time of the clock that all processes of this machine share. Leaves its
group when its input ends.
"""

import json
import sys
import threading
import time

from confluent_kafka import Consumer, KafkaException, TopicPartition

BOOTSTRAP_SERVER, TOPIC, GROUP, PROTOCOL = sys.argv[1:]
COMMIT_EVERY_S = 0.2
RECORDS_MAX = 200


def tell(event, **fields):
    print(json.dumps({"t": time.monotonic() * 1000, "e": event, **fields}), flush=True)


def settings():
    common = {
        "bootstrap.servers": BOOTSTRAP_SERVER,
        "group.id": GROUP,
        "group.protocol": PROTOCOL,
        "auto.offset.reset": "earliest",
        "enable.auto.commit": False,
        "fetch.wait.max.ms": 100,
        "reconnect.backoff.max.ms": 500,
        "socket.timeout.ms": 5000,
        "log_level": 0,
    }
    if PROTOCOL == "consumer":
        return common
    return common | {
        "session.timeout.ms": 3000,
        "heartbeat.interval.ms": 500,
        "partition.assignment.strategy": "cooperative-sticky",
    }


class Positions:
    """What was processed and not committed yet, by partition."""

    def __init__(self):
        self.next = {}
        self.commits = 0

    def process(self, messages):
        ranges = []
        for message in messages:
            if message.error():
                continue
            partition, offset = message.partition(), message.offset()
            if ranges and ranges[-1][0] == partition and ranges[-1][2] == offset:
                ranges[-1][2] = offset + 1
            else:
                ranges.append([partition, offset, offset + 1])
            self.next[partition] = offset + 1
        for partition, start, end in ranges:
            tell("read", p=partition, **{"from": start, "to": end})

    def commit(self, partitions=None):
        offsets = {p: o for p, o in self.next.items() if partitions is None or p in partitions}
        if not offsets:
            return
        self.commits += 1
        number = self.commits
        tell("commit", id=number, o=offsets)
        wanted = [TopicPartition(TOPIC, p, o) for p, o in offsets.items()]
        try:
            answered = consumer.commit(offsets=wanted, asynchronous=False)
            is_refused = any(each.error is not None for each in answered)
        except KafkaException:
            is_refused = True
        tell("refused" if is_refused else "committed", id=number)
        self.forget(offsets)

    def forget(self, partitions):
        for partition in partitions:
            self.next.pop(partition, None)


def numbers(partitions):
    return sorted(each.partition for each in partitions)


def on_assign(_, partitions):
    tell("assigned", p=numbers(partitions))


def on_revoke(_, partitions):
    positions.commit(numbers(partitions))
    tell("revoked", p=numbers(partitions))


def on_lost(_, partitions):
    positions.forget(numbers(partitions))
    tell("lost", p=numbers(partitions))


def wait_for_end():
    sys.stdin.read()
    ended.set()


consumer = Consumer(settings())
positions = Positions()
ended = threading.Event()
threading.Thread(target=wait_for_end, daemon=True).start()
consumer.subscribe([TOPIC], on_assign=on_assign, on_revoke=on_revoke, on_lost=on_lost)
committed_at = time.monotonic()
while not ended.is_set():
    positions.process(consumer.consume(RECORDS_MAX, timeout=0.1))
    if time.monotonic() - committed_at > COMMIT_EVERY_S:
        positions.commit()
        committed_at = time.monotonic()
consumer.close()
