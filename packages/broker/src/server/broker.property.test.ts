import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { Offset } from '@odradek/base';
import { SeededRandom } from '@odradek/base/testing';
import { ErrorCode } from '@odradek/protocol';

import { BrokerContext } from '../testing/broker-context.ts';
import { FETCH, PRODUCE } from '../testing/client-apis.ts';
import { tryCreateTopic } from '../testing/operations.ts';
import { batchOf, fetchRequest, from, produceRequest, valuesIn } from '../testing/requests.ts';
import type { SentRequest, VirtualClient } from '../testing/virtual-client.ts';
import type { ProduceResponse } from '@odradek/protocol/messages/00-produce';

const RUNS = Number(process.env['ODRADEK_FUZZ_RUNS'] ?? 500);
const SEED_FIRST = Number(process.env['ODRADEK_FUZZ_SEED'] ?? 1);
const TOPICS = ['orders', 'payments'];
const PARTITIONS = 2;

/** What must be true of a partition: which records it has for certain, and which it may have. */
interface PartitionModel {
  readonly topic: string;
  readonly partition: number;
  /** Records that were acknowledged or read: they are there for good. */
  readonly known: Map<Offset, string>;
  readonly sent: Set<string>;
}

interface PendingProduce {
  readonly model: PartitionModel;
  readonly values: readonly string[];
  readonly client: VirtualClient;
  readonly request: SentRequest<ProduceResponse>;
}

/** Drives a broker with random requests and compares what it says with what it said before. */
class Scenario {
  private readonly random: SeededRandom;
  private readonly context: BrokerContext;
  private readonly partitions: PartitionModel[] = [];
  private pending: PendingProduce[] = [];
  private nextValue = 0;

  constructor(random: SeededRandom, context: BrokerContext) {
    this.random = random;
    this.context = context;
  }

  async step(): Promise<void> {
    const dice = this.random.below(100);
    if (dice < 10 || this.partitions.length === 0) await this.createTopic();
    else if (dice < 55) this.produce();
    else if (dice < 70) await this.context.work(this.random.below(30));
    else if (dice < 80) await this.awaitAcknowledgements();
    else if (dice < 90) await this.readAll(this.pick(this.partitions));
    else if (dice < 93) await this.restart();
    else await this.crash();
  }

  async checkAll(): Promise<void> {
    for (const model of this.partitions) await this.readAll(model);
  }

  private async createTopic(): Promise<void> {
    const name = this.pick(TOPICS);
    const client = this.context.connect();
    const { errorCode } = await tryCreateTopic(client, { name, numPartitions: PARTITIONS });
    const isKnown = this.partitions.some(({ topic }) => topic === name);
    const { NONE, TOPIC_ALREADY_EXISTS } = ErrorCode;
    assert.equal(errorCode, isKnown ? TOPIC_ALREADY_EXISTS : NONE);
    if (isKnown) return;
    for (let partition = 0; partition < PARTITIONS; partition++) {
      this.partitions.push({ topic: name, partition, known: new Map(), sent: new Set() });
    }
  }

  private produce(): void {
    const model = this.pick(this.partitions);
    const values = Array.from({ length: this.random.between(1, 3) }, () => `v${this.nextValue++}`);
    for (const value of values) model.sent.add(value);
    const { topic, partition } = model;
    const acks = this.pick([0, 1, -1]);
    const client = this.context.connect();
    const records = batchOf(values);
    const request = client.send(
      PRODUCE,
      9,
      produceRequest({ topic }, records, { partition, acks }),
    );
    if (acks !== 0) this.pending.push({ model, values, client, request });
  }

  /** Notes what was acknowledged by now; the rest may be answered later, or never. */
  private takeAcknowledgements(): void {
    this.pending = this.pending.filter(({ model, values, client, request }) => {
      const response = client.take(request)?.responses[0]?.partitionResponses[0];
      if (response === undefined) return true;
      assert.equal(response.errorCode, ErrorCode.NONE);
      values.forEach((value, index) => note(model, response.baseOffset + index, value));
      return false;
    });
  }

  private async awaitAcknowledgements(): Promise<void> {
    for (const { client, request } of this.pending) {
      await this.context.settle(() => client.hasResponse(request));
    }
    this.takeAcknowledgements();
    assert.equal(this.pending.length, 0, 'every request is answered');
  }

  private async readAll(model: PartitionModel): Promise<void> {
    const { topic, partition, known, sent } = model;
    const client = this.context.connect();
    this.takeAcknowledgements();
    const found = new Set<string>();
    for (let offset = 0; ;) {
      const asked = [{ ...from(offset, partition), partitionMaxBytes: this.random.below(300) }];
      const { responses } = await client.request(FETCH, 12, fetchRequest({ topic }, asked));
      const fetched = responses[0]?.partitions[0];
      assert.equal(fetched?.errorCode, ErrorCode.NONE);
      const values = valuesIn(fetched?.records);
      if (values.length === 0) break;
      for (const text of values) {
        const [, value = ''] = text.split(':');
        assert.equal(text, `${offset++}:${value}`, 'offsets have no gaps');
        assert(sent.has(value), `${value} was sent to ${topic}-${partition}`);
        assert(!found.has(value), `${value} is there once`);
        found.add(value);
        note(model, offset - 1, value);
      }
    }
    for (const [offset, value] of known) {
      assert(found.has(value), `${value} is still at offset ${offset} of ${topic}-${partition}`);
    }
  }

  private async restart(): Promise<void> {
    await this.context.restart();
    this.takeAcknowledgements();
    this.pending = [];
    await this.checkAll();
  }

  private async crash(): Promise<void> {
    if (this.random.chance(0.5)) {
      this.context.disk.powerOffAfter(this.random.below(20));
      for (let produces = this.random.below(4); produces > 0; produces--) this.produce();
      await this.context.work(this.random.below(100));
    }
    this.takeAcknowledgements();
    this.pending = [];
    await this.context.crash();
    await this.checkAll();
  }

  private pick<Item>(items: readonly Item[]): Item {
    const item = items[this.random.below(items.length)];
    assert(item !== undefined);
    return item;
  }
}

function note({ topic, partition, known }: PartitionModel, offset: Offset, value: string): void {
  assert.equal(known.get(offset) ?? value, value, `offset ${offset} of ${topic}-${partition}`);
  known.set(offset, value);
}

test(`every acknowledged record is read back at its offset, none twice, none invented (${RUNS} runs)`, async () => {
  for (let seed = SEED_FIRST; seed < SEED_FIRST + RUNS; seed++) {
    const random = new SeededRandom(seed);
    const topicDefaults = { segmentBytes: random.between(400, 1000), indexIntervalBytes: 100 };
    const context = await BrokerContext.start({ seed: random.uint32(), topicDefaults });
    const scenario = new Scenario(random, context);
    try {
      for (let steps = random.between(8, 20); steps > 0; steps--) await scenario.step();
      await scenario.checkAll();
    } catch (error) {
      throw new Error(`seed ${seed}: run again with ODRADEK_FUZZ_SEED=${seed}`, { cause: error });
    }
  }
});
