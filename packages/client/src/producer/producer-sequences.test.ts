import assert from 'node:assert/strict';
import { test } from 'node:test';

import { CompressionType, ErrorCode } from '@odradek/protocol';

import { PartitionQueue } from './partition-queue.ts';
import { ProducerBatch, type ProducerIdentity } from './producer-batch.ts';
import { ProducerSequences } from './producer-sequences.ts';

const BATCH_SIZE = 16_384;
const FIRST: ProducerIdentity = { producerId: 7n, producerEpoch: 0 };

/** The batches of one partition, each of `recordsPerBatch` records. */
class Partition {
  readonly queue: PartitionQueue = new PartitionQueue('orders', 0);
  readonly sequences: ProducerSequences = new ProducerSequences();

  constructor(identity: ProducerIdentity = FIRST) {
    this.sequences.adopt(identity);
  }

  batch(records = 10): ProducerBatch {
    const format = { compression: CompressionType.NONE, compressionRatio: 1 };
    const recordIndex = this.queue.recordsCount;
    const start = { topic: 'orders', partition: 0, recordIndex, createdMs: 0, format };
    const batch = new ProducerBatch(start);
    for (let count = 0; count < records; count++) {
      batch.tryAppend(
        {
          topic: 'orders',
          partition: 0,
          key: null,
          value: 'v',
          headers: [],
          timestamp: 0,
          sizeInBytesMax: 1,
          blockedUntilMs: 0,
          flushes: 0,
          resolve: () => {},
          reject: () => {},
        },
        BATCH_SIZE,
      );
    }
    this.queue.recordsCount += records;
    return batch;
  }

  /** Numbers a batch as if it was sent. */
  send(batch: ProducerBatch): ProducerIdentity | undefined {
    this.sequences.number(this.queue, batch);
    batch.attempts++;
    return batch.identity;
  }

  /** A partition whose first batch was acknowledged, so that others may follow each other. */
  static begun(): Partition {
    const partition = new Partition();
    const batch = partition.batch(0 + 1);
    partition.sequences.complete(partition.queue, batch, partition.send(batch));
    return partition;
  }

  retry(batch: ProducerBatch, errorCode: number, sentAs: ProducerIdentity | undefined): boolean {
    const refusal = { errorCode, logStartOffset: 0, sentAs };
    return this.sequences.canRetry(this.queue, batch, refusal);
  }
}

test('batches of a partition are numbered one after the other', () => {
  const partition = Partition.begun();
  const batches = [partition.batch(), partition.batch(5)];
  for (const batch of batches) partition.send(batch);
  assert.deepEqual(
    batches.map(({ baseSequence, lastSequence }) => [baseSequence, lastSequence]),
    [
      [1, 10],
      [11, 15],
    ],
  );
});

test('the first batch of a producer travels alone, later ones do not wait', () => {
  const partition = new Partition();
  const { sequences, queue } = partition;
  const first = partition.batch();
  const sentAs = partition.send(first);
  assert.equal(sequences.mayTake(queue, partition.batch()), false);
  sequences.complete(queue, first, sentAs);
  partition.send(partition.batch());
  assert.equal(sequences.mayTake(queue, partition.batch()), true);
});

test('only the oldest batch without outcome may be sent again', () => {
  const partition = Partition.begun();
  const batches = [partition.batch(), partition.batch()];
  for (const batch of batches) partition.send(batch);
  const may = batches.map((batch) => partition.sequences.mayTake(partition.queue, batch));
  assert.deepEqual(may, [true, false]);
});

test('a batch behind one that has yet to arrive is sent again with the same numbers', () => {
  const partition = Partition.begun();
  const [one, two] = [partition.batch(), partition.batch()];
  partition.send(one);
  const sentAs = partition.send(two);
  assert.equal(partition.retry(two, ErrorCode.OUT_OF_ORDER_SEQUENCE_NUMBER, sentAs), true);
  partition.sequences.settle();
  assert.equal(two.identity, sentAs);
  assert.equal(two.baseSequence, 11);
});

test('a lost number makes the producer go on with the next epoch, from zero, in order', () => {
  const partition = Partition.begun();
  const [one, two] = [partition.batch(), partition.batch(5)];
  const sentAs = partition.send(one);
  partition.send(two);
  assert.equal(partition.retry(one, ErrorCode.OUT_OF_ORDER_SEQUENCE_NUMBER, sentAs), true);
  assert.equal(partition.sequences.mayTake(partition.queue, one), false, 'before it is settled');
  partition.sequences.settle();
  assert.deepEqual(
    [one, two].map((batch) => [batch.identity?.producerEpoch, batch.baseSequence]),
    [
      [1, 0],
      [1, 10],
    ],
  );
});

test('a batch that was refused under its old number is sent again without another epoch', () => {
  const partition = Partition.begun();
  const [one, two] = [partition.batch(), partition.batch()];
  const sentAs = partition.send(one);
  partition.send(two);
  partition.sequences.fail(partition.queue, one);
  partition.sequences.settle();
  for (const name of ['OUT_OF_ORDER_SEQUENCE_NUMBER', 'INVALID_PRODUCER_EPOCH'] as const) {
    assert.equal(partition.retry(two, ErrorCode[name], sentAs), true, name);
  }
  partition.sequences.settle();
  assert.equal(two.identity?.producerEpoch, 1);
});

test('after a batch was given up nothing new is sent until it is known whether it arrived', () => {
  const partition = Partition.begun();
  const { sequences, queue } = partition;
  const [one, two, three] = [partition.batch(), partition.batch(), partition.batch()];
  partition.send(one);
  const sentAs = partition.send(two);
  sequences.expire(queue, one);
  sequences.settle();
  assert.equal(sequences.mayTake(queue, three), false);
  sequences.complete(queue, two, sentAs);
  sequences.settle();
  assert.equal(sequences.mayTake(queue, three), true);
  assert.equal(sequences.identity?.producerEpoch, 0, 'it had arrived');
});

test('when the last batch without outcome was given up the next epoch begins', () => {
  const partition = Partition.begun();
  const { sequences, queue } = partition;
  const one = partition.batch();
  partition.send(one);
  sequences.expire(queue, one);
  sequences.settle();
  const next = partition.batch();
  partition.send(next);
  assert.deepEqual([next.identity?.producerEpoch, next.baseSequence], [1, 0]);
});

test('after the last epoch another producer id is asked for, and the batches follow it', () => {
  const partition = new Partition({ producerId: 7n, producerEpoch: 0x7fff });
  const { sequences, queue } = partition;
  const one = partition.batch();
  const sentAs = partition.send(one);
  sequences.complete(queue, one, sentAs);
  const two = partition.batch();
  assert.equal(
    partition.retry(two, ErrorCode.OUT_OF_ORDER_SEQUENCE_NUMBER, partition.send(two)),
    true,
  );
  sequences.settle();
  assert.equal(sequences.identity, undefined);
  sequences.adopt({ producerId: 8n, producerEpoch: 0 });
  assert.deepEqual([two.identity?.producerId, two.baseSequence], [8n, 0]);
});

test('numbering a batch anew leaves the bytes of the attempt before as they were', () => {
  const partition = Partition.begun();
  const batch = partition.batch();
  partition.send(batch);
  const sent = batch.close();
  const before = Buffer.from(sent);
  batch.setSequence({ producerId: 7n, producerEpoch: 1 }, 0);
  assert.deepEqual(sent, before);
  assert.notEqual(batch.close(), sent);
});
