"""Writes and reads partitions for the hand-over of their folders.

Reads a call a line from standard input, as JSON with `call`, its `number` and arguments, and answers
each with a line of JSON, as they are done. Bytes are in hexadecimal; of many there is a digest.
"""

import hashlib
import json
import sys
import threading
import time
import traceback
from concurrent.futures import ThreadPoolExecutor

from confluent_kafka import (
    OFFSET_BEGINNING,
    Consumer,
    IsolationLevel,
    KafkaError,
    KafkaException,
    Producer,
    TopicCollection,
    TopicPartition,
)
from confluent_kafka.admin import AdminClient, NewTopic, OffsetSpec

WAIT_S = 20
CALLS_AT_A_TIME = 8
SHOWN_BYTES_MAX = 1000
TIMESTAMPS_MAX = 12
LEVELS = {
    "read_uncommitted": IsolationLevel.READ_UNCOMMITTED,
    "read_committed": IsolationLevel.READ_COMMITTED,
}


def connection(server, **options):
    # Warnings of librdkafka depend on when it asks for metadata.
    return {"bootstrap.servers": server, "client.id": "log-folders", "log_level": 3, **options}


def create(server, topics):
    """Creates topics of one partition, each with its configs; answers their ids."""
    admin = AdminClient(connection(server))
    new = [NewTopic(name, 1, 1, config=configs) for name, configs in topics.items()]
    for future in admin.create_topics(new).values():
        future.result(WAIT_S)
    deadline = time.monotonic() + WAIT_S
    while time.monotonic() < deadline:
        known = admin.list_topics(timeout=WAIT_S).topics
        if all(is_led(known.get(name)) for name in topics):
            return describe(admin, topics)
        time.sleep(0.05)
    raise RuntimeError(f"no leaders for {topics.keys()}")


def is_led(topic):
    return topic is not None and topic.error is None and topic.partitions[0].leader >= 0


def describe(admin, topics):
    described = admin.describe_topics(TopicCollection(list(topics)))
    return {name: as_id(future.result(WAIT_S).topic_id) for name, future in described.items()}


def as_id(topic_id):
    """As Kafka prints it; librdkafka has the other alphabet of base64."""
    return str(topic_id).replace("+", "-").replace("/", "_")


def produce(server, topic, batches, transactional_id=None, options=None):
    """Sends batches, each a list of (key, value, headers, timestamp) and how its transaction ends."""
    sender = producer_of(server, transactional_id, options or {})
    for batch in batches:
        send_batch(sender, topic, batch["records"], batch.get("end"))


def producer_of(server, transactional_id, options):
    identity = {} if transactional_id is None else {
        "transactional.id": transactional_id,
        "transaction.timeout.ms": 900_000,
    }
    defaults = {"enable.idempotence": True, "linger.ms": 5}
    sender = Producer(connection(server, **{**defaults, **identity, **options}))
    if transactional_id is not None:
        sender.init_transactions(WAIT_S)
    return sender


def send_batch(sender, topic, records, end):
    failures = []
    if end is not None:
        sender.begin_transaction()
    for key, value, headers, timestamp in records:
        sender.produce(
            topic,
            value=as_bytes(value),
            key=as_bytes(key),
            partition=0,
            headers=[(name, as_bytes(data)) for name, data in headers],
            timestamp=timestamp,
            on_delivery=lambda error, _: failures.append(error) if error else None,
        )
    assert sender.flush(WAIT_S) == 0, "records are still on their way"
    assert not failures, failures[0]
    if end == "commit":
        sender.commit_transaction(WAIT_S)
    elif end == "abort":
        sender.abort_transaction(WAIT_S)


def read_everything(server, topics):
    """What consumers of both isolation levels see of partition 0 of each topic, in every way."""
    admin = AdminClient(connection(server))
    with ThreadPoolExecutor(max_workers=len(topics)) as pool:
        return dict(zip(topics, pool.map(lambda topic: read_topic(admin, server, topic), topics)))


def read_topic(admin, server, topic):
    readers = {isolation: consumer_of(server, isolation) for isolation in LEVELS}
    everything = read(readers["read_uncommitted"], topic)
    timestamps = timestamps_to_seek([record[2] for record in everything["records"]])
    answer = {}
    for isolation, reader in readers.items():
        answer[isolation] = {
            "all": read(reader, topic),
            "offsets": offsets(admin, topic, timestamps, LEVELS[isolation]),
            "seeks": {str(sought): read_from(reader, topic, sought) for sought in timestamps[::5]},
        }
        reader.close()
    return answer


def timestamps_to_seek(of_records):
    """Some timestamps of records, and beside them, and one behind all."""
    step = max(1, len(of_records) // TIMESTAMPS_MAX)
    some = [timestamp + index % 3 - 1 for index, timestamp in enumerate(of_records[::step])]
    return [*some, max(of_records), max(of_records) + 1]


def read_from(reader, topic, timestamp):
    """Reads from the first record of a timestamp or a later one on; nothing if there is none."""
    partition = TopicPartition(topic, 0, timestamp)
    [found] = reader.offsets_for_times([partition], timeout=WAIT_S)
    return read(reader, topic, found.offset) if found.offset >= 0 else None


def read_values(server, topic):
    """The values of all records, for who wants to know only those."""
    reader = consumer_of(server, "read_uncommitted")
    records = read(reader, topic)["records"]
    reader.close()
    return [record[4] for record in records]


def read(reader, topic, start=OFFSET_BEGINNING):
    """Reads a partition to its end, or to the last stable offset; answers all that there is of records."""
    reader.assign([TopicPartition(topic, 0, start)])
    records, deadline = [], time.monotonic() + WAIT_S
    while time.monotonic() < deadline:
        message = reader.poll(1)
        if message is None:
            continue
        if message.error() is None:
            records.append(fields_of(message))
        elif message.error().code() == KafkaError._PARTITION_EOF:
            reader.unassign()
            return {"records": records, "end": message.offset()}
        else:
            raise KafkaException(message.error())
    raise RuntimeError(f"the end of {topic} did not come, only {len(records)} records did")


def consumer_of(server, isolation):
    return Consumer(
        connection(
            server,
            **{
                "group.id": "none-is-joined",
                "enable.auto.commit": False,
                "enable.partition.eof": True,
                "auto.offset.reset": "error",
                "isolation.level": isolation,
                "fetch.wait.max.ms": 10,
                "check.crcs": True,
            },
        )
    )


def fields_of(message):
    kind, timestamp = message.timestamp()
    headers = [[name, as_hex(data)] for name, data in message.headers() or []]
    return [message.offset(), kind, timestamp, as_hex(message.key()), as_hex(message.value()), headers]


def offsets(admin, topic, timestamps, isolation):
    """Where a partition begins and ends, where its greatest timestamp is, and where some timestamps are."""
    partition = TopicPartition(topic, 0)
    specs = {
        "earliest": OffsetSpec.earliest(),
        "latest": OffsetSpec.latest(),
        "max": OffsetSpec.max_timestamp(),
        **{str(timestamp): OffsetSpec.for_timestamp(timestamp) for timestamp in timestamps},
    }
    asked = {
        name: admin.list_offsets({partition: spec}, isolation_level=isolation)[partition]
        for name, spec in specs.items()
    }
    found = {name: future.result(WAIT_S) for name, future in asked.items()}
    return {name: [at.offset, at.timestamp] for name, at in found.items()}


def delete_records(server, topic, before):
    """Deletes the records before an offset."""
    admin = AdminClient(connection(server))
    deleted = admin.delete_records([TopicPartition(topic, 0, before)])
    for future in deleted.values():
        future.result(WAIT_S)


def as_bytes(text):
    return None if text is None else bytes.fromhex(text)


def as_hex(data):
    if data is None:
        return None
    shown = data.encode() if isinstance(data, str) else data
    if len(shown) <= SHOWN_BYTES_MAX:
        return shown.hex()
    return f"{len(shown)} bytes: {hashlib.sha256(shown).hexdigest()}"


CALLS = {
    function.__name__: function for function in [create, produce, read_everything, read_values, delete_records]
}

def answer(arguments):
    number = arguments.pop("number")
    try:
        outcome = {"value": CALLS[arguments.pop("call")](**arguments)}
    except Exception:
        outcome = {"failure": traceback.format_exc()}
    with output:
        print(json.dumps({"number": number, **outcome}), flush=True)


output = threading.Lock()
with ThreadPoolExecutor(max_workers=CALLS_AT_A_TIME) as pool:
    for line in sys.stdin:
        pool.submit(answer, json.loads(line))
