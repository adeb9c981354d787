"""A member of a classic group, of aiokafka, until its input ends.

Arguments: the address of a broker, a topic, a group, a client id. Prints a line of JSON for each
assignment and for each record that it has read; what it has read is committed at once.
"""

import asyncio
import json
import sys

from aiokafka import AIOKafkaConsumer, ConsumerRebalanceListener
from aiokafka.errors import KafkaError

BOOTSTRAP_SERVER, TOPIC, GROUP, CLIENT_ID = sys.argv[1:]


def tell(event, value):
    print(json.dumps({event: value}), flush=True)


class Assignments(ConsumerRebalanceListener):
    """Tells of every assignment."""

    async def on_partitions_revoked(self, revoked):
        tell("assigned", [])

    async def on_partitions_assigned(self, assigned):
        tell("assigned", sorted(each.partition for each in assigned))


async def read_and_commit(consumer, ended):
    while not ended.done():
        batches = await consumer.getmany(timeout_ms=100)
        for messages in batches.values():
            for message in messages:
                tell("record", message.value.decode())
        if not batches:
            continue
        try:
            await consumer.commit()
        except KafkaError as error:
            tell("refused", type(error).__name__)


async def main():
    consumer = AIOKafkaConsumer(
        bootstrap_servers=BOOTSTRAP_SERVER,
        group_id=GROUP,
        client_id=CLIENT_ID,
        session_timeout_ms=6000,
        heartbeat_interval_ms=500,
        auto_offset_reset="earliest",
        enable_auto_commit=False,
        metadata_max_age_ms=1000,
    )
    consumer.subscribe([TOPIC], listener=Assignments())
    await consumer.start()
    ended = asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
    await read_and_commit(consumer, ended)
    await consumer.stop()


asyncio.run(main())
