"""What librdkafka does through confluent-kafka: it produces, assigns and administers topics.

Arguments: a file with lines of text, and the address of a broker.
"""

import sys
import time

from confluent_kafka import (
    OFFSET_BEGINNING,
    OFFSET_END,
    Consumer,
    KafkaError,
    KafkaException,
    Producer,
    TopicPartition,
)
from confluent_kafka.admin import (
    AdminClient,
    AlterConfigOpType,
    ConfigEntry,
    ConfigResource,
    NewPartitions,
    NewTopic,
    OffsetSpec,
)

from steps import as_json, go_through

TEXT_FILE, BOOTSTRAP_SERVER = sys.argv[-2:]
START_MS = 1_767_225_600_000
WAIT_S = 15
CODECS = ["none", "gzip", "snappy", "lz4", "zstd"]

with open(TEXT_FILE, encoding="utf8") as text_file:
    LINES = text_file.read().split("\n")[:-1]

CONNECTION = {
    "bootstrap.servers": BOOTSTRAP_SERVER,
    "client.id": "conformance",
    # Warnings of librdkafka depend on when it asks for metadata.
    "log_level": 3,
}
admin = AdminClient(CONNECTION)


def producer(**options):
    return Producer({**CONNECTION, "linger.ms": 20, **options})


def consumer(**options):
    return Consumer(
        {
            **CONNECTION,
            "group.id": "none-is-joined",
            "enable.auto.commit": False,
            "enable.partition.eof": True,
            **options,
        }
    )


def produce_all(sender, topic, partition, records):
    """Sends records and returns what the delivery reports say, in the order of the records."""
    reports = [None] * len(records)

    def report(index):
        def on_delivery(error, message):
            reports[index] = as_json(error) if error else message.offset()

        return on_delivery

    for index, (key, value, headers) in enumerate(records):
        options = {"timestamp": START_MS + index, "headers": headers, "on_delivery": report(index)}
        try:
            sender.produce(topic, value, key, partition, **options)
        except KafkaException as error:
            # As early as this if the client has the metadata already.
            reports[index] = as_json(error)
        sender.poll(0)
    assert sender.flush(WAIT_S) == 0, "records are still on their way"
    return reports


def read_to_end(reader, *partitions):
    """Reads assigned partitions to their ends: (topic, partition, offset, time, key, value, headers)."""
    reader.assign(list(partitions))
    records, ends, deadline = [], set(), time.monotonic() + WAIT_S
    while len(ends) < len(partitions):
        assert time.monotonic() < deadline, f"only {len(records)} records came"
        for message in reader.consume(1000, timeout=0.5):
            if message.error() is None:
                records.append(fields_of(message))
            elif message.error().code() == KafkaError._PARTITION_EOF:
                ends.add((message.topic(), message.partition()))
            else:
                raise KafkaException(message.error())
    return records


def fields_of(message):
    return (
        message.topic(),
        message.partition(),
        message.offset(),
        message.timestamp()[1],
        message.key(),
        message.value(),
        message.headers(),
    )


def results_of(futures):
    """The outcome of each future of an admin call, by its name."""
    results = {}
    for key, future in futures.items():
        try:
            results[str(key)] = as_result(future.result(WAIT_S))
        except KafkaException as error:
            results[str(key)] = as_json(error)
    return results


def as_result(value):
    if hasattr(value, "low_watermark"):
        return value.low_watermark
    if hasattr(value, "offset") and hasattr(value, "timestamp"):
        return [value.offset, value.timestamp, value.leader_epoch]
    if isinstance(value, dict):
        return {name: entry_of(entry) for name, entry in sorted(value.items())}
    return value


def entry_of(entry):
    return {
        "value": entry.value,
        "source": entry.source,
        "read only": entry.is_read_only,
        "default": entry.is_default,
        "sensitive": entry.is_sensitive,
        "synonyms": {f"{name} {of.source}": of.value for name, of in entry.synonyms.items()},
    }


def topics_of(metadata):
    """Topics without internal ones, which Kafka makes when it looks for the coordinator of a group."""
    return {
        name: {
            "error": topic.error and as_json(topic.error),
            "partitions": {
                partition.id: [partition.leader, partition.replicas, partition.isrs]
                for partition in topic.partitions.values()
            },
        }
        for name, topic in sorted(metadata.topics.items())
        if not name.startswith("__")
    }


def create(*topics):
    return results_of(admin.create_topics(list(topics)))


def topic_configs(name, *entries):
    return ConfigResource(
        ConfigResource.Type.TOPIC,
        name,
        incremental_configs=[
            ConfigEntry(key, value, incremental_operation=AlterConfigOpType[operation])
            for key, operation, value in entries
        ],
    )


def list_no_topic():
    """lists no topic"""
    metadata = admin.list_topics(timeout=WAIT_S)
    return {
        "topics": topics_of(metadata),
        "controller": metadata.controller_id,
        "brokers": {broker.id: f"{broker.host}:{broker.port}" for broker in metadata.brokers.values()},
    }


def describe_cluster():
    """describes the cluster"""
    cluster = admin.describe_cluster().result(WAIT_S)
    return {
        "cluster id": cluster.cluster_id,
        "controller": cluster.controller.id,
        "nodes": [f"{node.id} {node.host}:{node.port} {node.rack}" for node in cluster.nodes],
    }


def create_topics():
    """creates topics"""
    return create(
        NewTopic("three", 3, 1),
        NewTopic("plain", 1, -1),
        NewTopic("defaults"),
        NewTopic("assigned", 2, replica_assignment=[[1], [1]]),
        NewTopic("set", 1, 1, config={"retention.ms": "3600000"}),
        *[NewTopic(f"lines-{codec}", 1, 1) for codec in CODECS],
    )


def refuse_topics():
    """is refused topics"""
    return create(
        NewTopic("plain", 1, 1),
        NewTopic("a!b", 1, 1),
        NewTopic("..", 1, 1),
        NewTopic("l" * 250, 1, 1),
        NewTopic("no-partition", 0, 1),
        NewTopic("many-replicas", 1, 3),
        NewTopic("absent-broker", 1, replica_assignment=[[4]]),
        NewTopic("unknown-config", 1, 1, config={"no.such.config": "1"}),
        NewTopic("invalid-config", 1, 1, config={"retention.ms": "soon"}),
        NewTopic("invalid-policy", 1, 1, config={"cleanup.policy": "burn"}),
        NewTopic("invalid-range", 1, 1, config={"min.insync.replicas": "0"}),
    )


def validate_topics():
    """validates topics only"""
    return results_of(admin.create_topics([NewTopic("ghost", 1, 1)], validate_only=True))


def describe_topics():
    """lists topics"""
    return topics_of(admin.list_topics(timeout=WAIT_S))


def list_missing_topic():
    """lists a missing topic"""
    return topics_of(admin.list_topics("missing", timeout=WAIT_S))


def create_partitions():
    """adds partitions"""
    return [
        results_of(admin.create_partitions([NewPartitions("plain", 4)])),
        results_of(admin.create_partitions([NewPartitions("missing", 2)])),
    ]


def refuse_partitions():
    """is refused partitions"""
    return [
        results_of(admin.create_partitions([NewPartitions("plain", 2)])),
        results_of(admin.create_partitions([NewPartitions("absent", 2)])),
        results_of(admin.create_partitions([NewPartitions("plain", 9)], validate_only=True)),
    ]


def produce_and_read(codec):
    def step():
        topic = f"lines-{codec}"
        records = [(f"key-{index}", line, None) for index, line in enumerate(LINES)]
        sender = producer(**{"compression.type": codec})
        offsets = produce_all(sender, topic, 0, records)
        assert offsets == list(range(len(LINES))), f"offsets are {offsets[:5]} ..."
        read = read_to_end(consumer(), TopicPartition(topic, 0, OFFSET_BEGINNING))
        expected = [
            (topic, 0, index, START_MS + index, key.encode(), value.encode(), None)
            for index, (key, value, _) in enumerate(records)
        ]
        for actual, wanted in zip(read, expected):
            assert actual == wanted, f"{actual} for {wanted}"
        assert len(read) == len(expected), f"{len(read)} records for {len(expected)}"
        return len(read)

    step.__doc__ = f"produces and reads lines with {codec}"
    return step


RICH = [
    ("key", "value", [("a", b"1"), ("b", None), ("a", b"2"), ("", b"")]),
    ("key", None, None),
    (None, "value", None),
    (None, None, None),
    ("", "", []),
]


def produce_rich():
    """produces keys, null values and headers"""
    return produce_all(producer(), "three", 1, RICH)


def read_rich():
    """reads keys, null values and headers"""
    return read_to_end(consumer(), TopicPartition("three", 1, OFFSET_BEGINNING))


def produce_with_acks():
    """produces with other acks"""
    return [
        produce_all(producer(acks=acks), "three", 2, [(None, f"acks {acks}", None)])
        for acks in ["0", "1", "-1"]
    ]


def produce_idempotently():
    """produces idempotently"""
    sender = producer(**{"enable.idempotence": True, "batch.num.messages": 7})
    return produce_all(sender, "three", 0, [(None, f"idempotent {n}", None) for n in range(100)])


def read_everything():
    """reads partitions together"""
    partitions = [TopicPartition("three", index, OFFSET_BEGINNING) for index in range(3)]
    by_partition = sorted(read_to_end(consumer(), *partitions), key=lambda fields: fields[1:3])
    return [fields[1:3] + fields[5:6] for fields in by_partition]


def read_from_the_middle():
    """reads from an offset"""
    return read_to_end(consumer(), TopicPartition("three", 0, 97))


def read_out_of_range():
    """reads from an offset that is out of range"""
    reader = consumer(**{"auto.offset.reset": "error"})
    reader.assign([TopicPartition("three", 0, 1000)])
    message = reader.poll(WAIT_S)
    return message and [as_json(message.error()), message.partition(), message.offset()]


def read_what_comes():
    """reads what comes after the end"""
    reader = consumer()
    reader.assign([TopicPartition("plain", 0, OFFSET_END)])
    at_end = reader.poll(WAIT_S)
    assert at_end.error().code() == KafkaError._PARTITION_EOF, at_end.error()
    produce_all(producer(), "plain", 0, [(None, "late", None)])
    return [at_end.offset(), fields_of(reader.poll(WAIT_S))]


def query_watermarks():
    """asks for watermarks and positions"""
    reader = consumer()
    partition = TopicPartition("three", 0, 90)
    read_to_end(reader, partition)
    return [
        reader.get_watermark_offsets(partition, timeout=WAIT_S),
        reader.get_watermark_offsets(TopicPartition("three", 2), timeout=WAIT_S),
        [position.offset for position in reader.position([partition])],
    ]


def query_missing_watermarks():
    """asks for watermarks of a missing topic"""
    return consumer().get_watermark_offsets(TopicPartition("missing", 0), timeout=WAIT_S)


def query_offsets_for_times():
    """asks for offsets by timestamp"""
    asked = [START_MS - 1, START_MS, START_MS + 50, START_MS + 99, START_MS + 100]
    return [
        consumer().offsets_for_times([TopicPartition("three", 0, ms)], timeout=WAIT_S)[0].offset
        for ms in asked
    ]


def list_offsets():
    """lists offsets"""
    specs = [
        OffsetSpec.earliest(),
        OffsetSpec.latest(),
        OffsetSpec.max_timestamp(),
        OffsetSpec.for_timestamp(START_MS + 3),
    ]
    return [
        results_of(admin.list_offsets({TopicPartition("three", index): spec for index in range(3)}))
        for spec in specs
    ] + [results_of(admin.list_offsets({TopicPartition("missing", 0): OffsetSpec.latest()}))]


def delete_records():
    """deletes records"""
    return [
        results_of(admin.delete_records([TopicPartition("three", 0, 40)])),
        results_of(admin.delete_records([TopicPartition("three", 1, OFFSET_END)])),
        results_of(admin.delete_records([TopicPartition("three", 0, 4000)])),
        results_of(admin.list_offsets({TopicPartition("three", 0): OffsetSpec.earliest()})),
        read_to_end(consumer(), TopicPartition("three", 0, OFFSET_BEGINNING))[0],
    ]


def describe_configs():
    """describes configs"""
    of = ConfigResource.Type
    return [
        results_of(admin.describe_configs([ConfigResource(of.TOPIC, "set")])),
        results_of(admin.describe_configs([ConfigResource(of.TOPIC, "missing")])),
    ]


def alter_configs():
    """alters configs"""
    changes = [
        [("retention.ms", "SET", "1000"), ("cleanup.policy", "APPEND", "compact")],
        [("cleanup.policy", "SUBTRACT", "delete"), ("retention.ms", "DELETE", None)],
        [("retention.ms", "SET", "soon")],
        [("no.such.config", "SET", "1")],
        [("retention.ms", "APPEND", "1")],
    ]
    return [
        results_of(admin.incremental_alter_configs([topic_configs("set", *entries)]))
        for entries in changes
    ]


def describe_altered_configs():
    """describes altered configs"""
    return results_of(admin.describe_configs([ConfigResource(ConfigResource.Type.TOPIC, "set")]))


def produce_to_new_topic():
    """produces to a topic that is created by it"""
    return produce_all(producer(), "born", 0, [(None, "first", None)])


def produce_too_much():
    """is refused a message that is too large"""
    sender = producer(**{"message.max.bytes": 3_000_000})
    return produce_all(sender, "plain", 0, [(None, "x" * 1_100_000, None)])


def produce_to_missing_partition():
    """is refused a partition that is missing"""
    return produce_all(producer(**{"message.timeout.ms": 4000}), "three", 7, [(None, "x", None)])


def delete_topics():
    """deletes topics"""
    return [
        results_of(admin.delete_topics(["plain", "three"], operation_timeout=WAIT_S)),
        results_of(admin.delete_topics(["absent"], operation_timeout=WAIT_S)),
    ]


def list_what_is_left():
    """lists what is left"""
    return topics_of(admin.list_topics(timeout=WAIT_S))


go_through(
    [
        *[list_no_topic, describe_cluster, create_topics, refuse_topics, validate_topics],
        *[describe_topics, list_missing_topic, create_partitions, refuse_partitions],
        *[produce_and_read(codec) for codec in CODECS],
        *[produce_rich, read_rich, produce_with_acks, produce_idempotently, read_everything],
        *[read_from_the_middle, read_out_of_range, read_what_comes],
        *[query_watermarks, query_missing_watermarks, query_offsets_for_times, list_offsets],
        *[delete_records, describe_configs, alter_configs, describe_altered_configs],
        *[produce_to_new_topic, produce_too_much, produce_to_missing_partition, delete_topics],
        list_what_is_left,
    ]
)
