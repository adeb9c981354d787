import { KafkaError } from '@odradek/base';
import { Consumer, type ConsumerRecord, Producer } from '@odradek/client';

import type { BrokerHost } from '../broker/broker-host.ts';
import { partitionName, type ProducerTraits } from '../history/history.ts';
import { must, Violation } from '../history/violation.ts';
import type { SimulatedProcess } from '../process/simulated-process.ts';
import { pick } from '../swarm/pick.ts';
import { clientOptions } from '../workload/client-options.ts';
import { RecordSource } from '../workload/record-source.ts';
import type { World } from '../world/world.ts';

const BIT_FLIP = 0.3;
/** What the disk does until the power is lost; without damage to its journal the broker starts. */
const FAULTS = [
  { lyingSync: 0.3, bitFlip: BIT_FLIP },
  { lyingSync: 0.05, bitFlip: 0 },
  { lyingSync: 0, bitFlip: 0 },
] as const;
const RECORDS = 60;
const REQUEST_MS = 2_000;
/** A disk with spikes takes longer than a request may for a write. */
const DELIVERY_MS = 30_000;
const POLL_MS = 500;
/** So many polls in a row that bring nothing mean that there is no more. */
const POLLS_WITHOUT_RECORDS = 4;

/**
 * What comes after a seed that has passed: the disk says that it has synced and has not, flips bits,
 * and the power is lost. Nobody can keep a promise on such a disk, so records may be gone. But the
 * broker starts, or says why not, and what a consumer returns was sent, is whole and in its place.
 */
export async function outliveLyingDisk(world: World, host: BrokerHost): Promise<void> {
  world.trace.add('machine', 'has a lying disk from now on');
  host.disk.setFaults(pick(world.random.fork('lying disk'), FAULTS));
  await sendRecords(world, world.startProcess({ name: 'last-producer', machine: 'last-producer' }));
  host.losePower();
  host.disk.setFaults({ lyingSync: 0, bitFlip: 0 });
  const outcome = await host.start();
  // It is read twice: what was whole when its log was opened need not be when it is read again.
  if (outcome.type === 'serving') await readRecords(world, 'last-consumer');
  host.disk.setFaults({ bitFlip: BIT_FLIP });
  host.disk.rot();
  host.disk.setFaults({ bitFlip: 0 });
  const { faults } = host.disk;
  world.events.reach('fault: lying sync', faults.countOf('lying-sync'));
  world.events.reach('fault: bit flip', faults.countOf('bit-flip'));
  if (outcome.type === 'serving') {
    await readRecords(world, 'another-last-consumer');
  } else {
    must(
      outcome.type === 'refused' && outcome.error instanceof KafkaError,
      'a broker that cannot start says why',
      () => `It ended with ${String(outcome.type === 'refused' ? outcome.error : outcome.type)}.`,
    );
    world.events.reach('start refused on a damaged disk');
  }
}

async function sendRecords(world: World, process: SimulatedProcess): Promise<void> {
  const producer = new Producer({
    ...clientOptions(world, process, REQUEST_MS),
    deliveryTimeoutMs: DELIVERY_MS,
    batchSize: 500,
  });
  const traits: ProducerTraits = {
    name: process.name,
    acks: -1,
    idempotent: true,
    keepsOrder: true,
  };
  const source = new RecordSource(process.random.fork('records'), traits, 50);
  const { partitions } = world.plan;
  for (let count = 0; count < RECORDS; count++) {
    const topicPartition = partitions[count % partitions.length];
    if (topicPartition === undefined) return;
    const record = source.next(topicPartition, process.clock.now());
    world.history.send(record);
    const headers = record.headers.map(([key, value]) => ({ key, value }));
    await producer.send({ ...topicPartition, ...record, headers });
  }
  await producer.close();
}

/** A process of this name reads every partition as far as it can be read. */
async function readRecords(world: World, name: string): Promise<void> {
  const process = world.startProcess({ name, machine: name });
  for (const topicPartition of world.plan.partitions) {
    const consumer = new Consumer({
      ...clientOptions(world, process, REQUEST_MS),
      autoOffsetReset: 'none',
    });
    await consumer.assign([{ ...topicPartition, offset: 'earliest' }]);
    try {
      await readAll(world, consumer);
    } catch (error) {
      if (!(error instanceof KafkaError)) throw error;
      world.trace.add(process.name, `ends ${partitionName(topicPartition)}: ${error.message}`);
      world.events.reach('damage noticed by a consumer');
    }
    await consumer.close();
  }
}

async function readAll(world: World, consumer: Consumer): Promise<void> {
  let last: ConsumerRecord | undefined;
  for (let empty = 0; empty < POLLS_WITHOUT_RECORDS; empty++) {
    for (const record of await consumer.poll({ timeoutMs: POLL_MS })) {
      empty = 0;
      checkRecord(world, record, last);
      last = record;
    }
  }
}

function checkRecord(world: World, record: ConsumerRecord, last: ConsumerRecord | undefined): void {
  const { topic, partition, offset, key, value, headers, timestamp } = record;
  if (last !== undefined && offset <= last.offset) {
    throw new Violation(
      'a damaged log is never read backwards',
      `Offset ${offset} of ${topic}-${partition} comes after ${last.offset}.`,
    );
  }
  world.history.checkContents(
    'the last consumer',
    { topic, partition },
    {
      offset,
      timestamp,
      key: key === null ? null : String(key),
      value: String(value),
      headers: headers.map((header) => [header.key, String(header.value)]),
    },
  );
}
