import assert from 'node:assert/strict';

import { ByteWriter } from '@odradek/base';
import {
  Admin,
  Consumer,
  type ConsumerOptions,
  type ConsumerRecord,
  Producer,
} from '@odradek/client';
import { ApiKey, apiKeyInfo, type WriteBody, writeRequest } from '@odradek/protocol';
import {
  defaultLeaveGroupRequest,
  writeLeaveGroupRequest,
} from '@odradek/protocol/messages/13-leave-group';
import {
  defaultConsumerGroupHeartbeatRequest,
  writeConsumerGroupHeartbeatRequest,
} from '@odradek/protocol/messages/68-consumer-group-heartbeat';

import { VirtualCluster } from './virtual-cluster.ts';

const LEAVING_EPOCH = -1;

/** A value of `group.protocol`. */
export type GroupProtocol = NonNullable<ConsumerOptions['groupProtocol']>;

type Options = Omit<ConsumerOptions, 'bootstrapServers' | 'environment'>;

/** A broker with topics, and the members of a group. */
export class GroupContext {
  readonly cluster: VirtualCluster;
  private readonly defaults: Options;

  private constructor(cluster: VirtualCluster, defaults: Options) {
    this.cluster = cluster;
    this.defaults = defaults;
  }

  /** Starts a broker with topics of so many partitions; `defaults` are those of all members. */
  static async start(
    topics: Readonly<Record<string, number>>,
    defaults: Options = {},
  ): Promise<GroupContext> {
    const cluster = await VirtualCluster.start();
    const context = new GroupContext(cluster, defaults);
    for (const [name, partitions] of Object.entries(topics)) {
      await context.createTopic(name, partitions);
    }
    return context;
  }

  run<Value>(promise: Promise<Value>): Promise<Value> {
    return this.cluster.run(promise);
  }

  pass(ms: number): Promise<void> {
    return this.cluster.pass(ms);
  }

  private async withAdmin(work: (admin: Admin) => Promise<unknown>): Promise<void> {
    const admin = new Admin(this.cluster.clientOptions);
    await this.run(work(admin));
    await this.run(admin.close());
  }

  createTopic(name: string, partitions: number): Promise<void> {
    return this.withAdmin((admin) => admin.createTopics([{ name, partitions }]));
  }

  addPartitions(name: string, count: number): Promise<void> {
    return this.withAdmin((admin) => admin.createPartitions([{ name, count }]));
  }

  /** Puts a member out of its group behind its back. */
  async removeMember(groupId: string, memberId: string): Promise<void> {
    const isClassic = (this.defaults.groupProtocol ?? 'classic') === 'classic';
    const bytes = isClassic
      ? requestOf(ApiKey.LeaveGroup, 2, writeLeaveGroupRequest, {
          ...defaultLeaveGroupRequest,
          groupId,
          memberId,
        })
      : requestOf(ApiKey.ConsumerGroupHeartbeat, 1, writeConsumerGroupHeartbeatRequest, {
          ...defaultConsumerGroupHeartbeatRequest,
          groupId,
          memberId,
          memberEpoch: LEAVING_EPOCH,
        });
    await this.run(this.cluster.send(bytes));
    await this.pass(1000);
  }

  /** Appends records with these values to a partition. */
  async produce(topic: string, partition: number, ...values: readonly string[]): Promise<void> {
    const producer = new Producer(this.cluster.clientOptions);
    const sent = values.map((value) => producer.send({ topic, partition, value }));
    await this.run(Promise.all(sent));
    await this.run(producer.close());
  }

  /** A consumer of `group` that begins at the beginning. */
  consumer(options: Options = {}): Consumer {
    return new Consumer({
      ...this.cluster.clientOptions,
      groupId: 'group',
      autoOffsetReset: 'earliest',
      ...this.defaults,
      ...options,
    });
  }

  /** Polls until there were so many records; their values, sorted. */
  async take(consumer: Consumer, count: number): Promise<readonly string[]> {
    const records: ConsumerRecord[] = [];
    for (let polls = 0; records.length < count; polls++) {
      assert.ok(polls < 60, `only ${records.length} of ${count} records came`);
      records.push(...(await this.run(consumer.poll())));
    }
    return valuesOf(records);
  }

  /** Lets all poll at the same time, so often. */
  async pollAll(
    consumers: readonly Consumer[],
    times: number,
    onRecords: (records: readonly ConsumerRecord[], consumer: Consumer) => void = () => {},
  ): Promise<void> {
    const poll = async (consumer: Consumer): Promise<void> => {
      for (let polls = 0; polls < times; polls++) onRecords(await consumer.poll(), consumer);
    };
    await this.run(Promise.all(consumers.map(poll)));
    await this.pass(0);
  }
}

function requestOf<Body>(
  key: number,
  apiVersion: number,
  write: WriteBody<Body>,
  body: Body,
): readonly Buffer[] {
  const writer = new ByteWriter();
  const api = apiKeyInfo(key);
  assert.ok(api !== undefined);
  writeRequest(writer, { api, apiVersion, correlationId: 1, clientId: 'operator' }, body, write);
  return writer.toBuffers();
}

/** The values of records, sorted. */
export function valuesOf(records: readonly ConsumerRecord[]): readonly string[] {
  return records.map(({ value }) => value?.toString() ?? 'null').sort();
}
