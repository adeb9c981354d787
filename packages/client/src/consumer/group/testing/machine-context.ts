import assert from 'node:assert/strict';

import { KafkaError, type Uuid } from '@odradek/base';
import { SeededRandom } from '@odradek/base/testing';
import {
  type ConsumerGroupHeartbeatRequest,
  type ConsumerGroupHeartbeatResponse,
  defaultConsumerGroupHeartbeatResponse,
} from '@odradek/protocol/messages/68-consumer-group-heartbeat';

import type { ConsumerOptions } from '../../consumer-options.ts';
import { ConsumerMembership } from '../consumer-membership.ts';
import { groupSettings } from '../group-settings.ts';
import type { Handover, MembershipRequest } from '../membership.ts';

const HEARTBEAT_INTERVAL_MS = 1000;
export const ORDERS: Uuid = 'orders_AAAAAAAAAAAAAAA';

/** A member of a group of the protocol `consumer`, asked and told by hand. */
export class MachineContext {
  nowMs = 0;
  /** The names of topics that the member knows. */
  readonly names: Map<Uuid, string> = new Map([[ORDERS, 'orders']]);
  readonly membership: ConsumerMembership;
  private last: MembershipRequest | undefined;

  constructor(options: Partial<ConsumerOptions> = {}) {
    const settings = groupSettings({
      bootstrapServers: 'broker:9092',
      groupId: 'group',
      groupProtocol: 'consumer',
      ...options,
    });
    assert.ok(settings !== undefined);
    this.membership = new ConsumerMembership({
      settings,
      retryBackoff: { initialMs: 100, maxMs: 1000 },
      requestTimeoutMs: 30_000,
      random: new SeededRandom(1),
      topics: {
        partitionRacks: () => undefined,
        topicName: (topicId) => this.names.get(topicId),
      },
    });
    this.membership.subscribe(['orders'], null);
  }

  /** The member of the machine above, with these partitions of `orders`, in an epoch. */
  static withPartitions(
    partitions: readonly number[],
    options: Partial<ConsumerOptions> = {},
  ): MachineContext {
    const context = new MachineContext(options);
    context.join(5, partitions);
    context.handOver();
    context.heartbeat();
    context.answer({ memberEpoch: 5 });
    return context;
  }

  /** Joins, and is answered an epoch and partitions of `orders`. */
  join(memberEpoch: number, partitions: readonly number[]): void {
    this.membership.polled(this.nowMs);
    this.heartbeat();
    this.answer({ memberEpoch, ...assigned(partitions) });
  }

  pass(ms: number): void {
    this.nowMs += ms;
  }

  /** What the member sends now; `undefined` if nothing. */
  next(): ConsumerGroupHeartbeatRequest | undefined {
    const request = this.membership.nextRequest(this.nowMs);
    if (request === undefined) return undefined;
    assert.ok(request.api === 'ConsumerGroupHeartbeat');
    this.last = request;
    return request.body;
  }

  /** What the member has to send now. */
  heartbeat(): ConsumerGroupHeartbeatRequest {
    const body = this.next();
    assert.ok(body !== undefined, 'there is no heartbeat');
    return body;
  }

  /** The heartbeat that is sent when it is due. */
  nextHeartbeat(): ConsumerGroupHeartbeatRequest {
    assert.ok(this.membership.dueMs < Infinity, 'nothing is due');
    this.nowMs = Math.max(this.nowMs, this.membership.dueMs);
    return this.heartbeat();
  }

  answer(response: Partial<ConsumerGroupHeartbeatResponse>): void {
    assert.ok(this.last !== undefined);
    const heartbeatIntervalMs = HEARTBEAT_INTERVAL_MS;
    const body = { ...defaultConsumerGroupHeartbeatResponse, heartbeatIntervalMs, ...response };
    this.membership.answered(this.nowMs, this.last, { api: 'ConsumerGroupHeartbeat', body });
  }

  /** The answer is lost, and the connection with it. */
  lose(): void {
    assert.ok(this.last !== undefined);
    const error = new KafkaError('NETWORK_EXCEPTION', 'gone', { retriable: true });
    this.membership.failed(this.nowMs, this.last, error);
  }

  /** What the application is given to do, as `assign 0,1`, and not done yet. */
  take(): string | undefined {
    const handover = this.membership.takeHandover();
    return handover && textOf(handover);
  }

  done(): void {
    this.membership.handedOver(this.nowMs);
  }

  /** Does all that there is to do, and answers what that was. */
  handOver(): readonly string[] {
    const texts: string[] = [];
    for (let text = this.take(); text !== undefined; text = this.take()) {
      texts.push(text);
      this.done();
    }
    return texts;
  }

  get owned(): readonly number[] {
    return this.membership.owned.map(({ partition }) => partition);
  }
}

/** An assignment of partitions of `orders`, or of the topic with an id. */
export function assigned(
  partitions: readonly number[],
  topicId: Uuid = ORDERS,
): Pick<ConsumerGroupHeartbeatResponse, 'assignment'> {
  const topicPartitions = partitions.length === 0 ? [] : [{ topicId, partitions }];
  return { assignment: { topicPartitions } };
}

function textOf({ type, partitions }: Handover): string {
  return `${type} ${partitions.map(({ partition }) => partition).join()}`;
}
