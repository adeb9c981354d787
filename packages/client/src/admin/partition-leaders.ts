import { KafkaError } from '@odradek/base';
import { ErrorCode, errorOf } from '@odradek/protocol';
import { defaultMetadataRequestTopic } from '@odradek/protocol/messages/03-metadata';

import type { BrokerConnection } from '../connection/broker-connection.ts';
import type { AdminCalls, Outcome } from './admin-calls.ts';

/** Something that is asked of the leader of a partition. */
export interface PartitionItem {
  readonly topic: string;
  readonly partition: number;
}

/** An item whose leader is known. */
export interface LedItem<Item extends PartitionItem> {
  readonly item: Item;
  /** -1 if the broker does not tell. */
  readonly leaderEpoch: number;
}

/** How a leader is asked, and what an error looks like in the result of the call. */
export interface LeaderQuestion<Item extends PartitionItem, Result> {
  /** Asks one leader about its partitions. Answers a result for each, in order. */
  readonly ask: (
    connection: BrokerConnection,
    items: readonly LedItem<Item>[],
  ) => Promise<readonly Result[]>;
  readonly resultOfError: (item: Item, error: KafkaError) => Result;
  readonly errorOf: (result: Result) => KafkaError | undefined;
}

/**
 * Asks the leaders of partitions, each about its own. What a partition without leader, a leader that
 * is none any more, or a lost connection leaves open may be asked again.
 */
export async function askLeaders<Item extends PartitionItem, Result>(
  calls: AdminCalls,
  items: readonly Item[],
  question: LeaderQuestion<Item, Result>,
): Promise<readonly Outcome<Result>[]> {
  const results = new Map<Item, Result>();
  const byLeader = await itemsByLeader(calls, items, (item, error) => {
    results.set(item, question.resultOfError(item, error));
  });
  for (const [leaderId, led] of byLeader) {
    for (const round of roundsOf(led)) {
      for (const [item, result] of await askLeader(calls, leaderId, round, question)) {
        results.set(item, result);
      }
    }
  }
  return items.map((item) => {
    const missing = new KafkaError('ODRADEK_MALFORMED_MESSAGE', 'The answer leaves it out.');
    const result = results.get(item) ?? question.resultOfError(item, missing);
    const mayPass = question.errorOf(result)?.retriable === true;
    return { type: mayPass ? 'open' : 'settled', result };
  });
}

async function itemsByLeader<Item extends PartitionItem>(
  calls: AdminCalls,
  items: readonly Item[],
  refuse: (item: Item, error: KafkaError) => void,
): Promise<ReadonlyMap<number, readonly LedItem<Item>[]>> {
  const names = [...new Set(items.map(({ topic }) => topic))];
  const topics = names.map((name) => ({ ...defaultMetadataRequestTopic, name }));
  const response = await calls.cluster.askMetadata(topics, false);
  const byLeader = new Map<number, LedItem<Item>[]>();
  for (const item of items) {
    const topic = response.topics.find(({ name }) => name === item.topic);
    const partition = topic?.partitions.find((other) => other.partitionIndex === item.partition);
    if (partition === undefined || partition.leaderId < 0) {
      const topicError = topic?.errorCode ?? ErrorCode.NONE;
      const otherwise =
        partition === undefined
          ? ErrorCode.UNKNOWN_TOPIC_OR_PARTITION
          : ErrorCode.LEADER_NOT_AVAILABLE;
      refuse(item, errorOf(topicError === ErrorCode.NONE ? otherwise : topicError));
      continue;
    }
    const led = byLeader.get(partition.leaderId) ?? [];
    byLeader.set(partition.leaderId, led);
    led.push({ item, leaderEpoch: partition.leaderEpoch });
  }
  return byLeader;
}

/** A request may name each partition once; what is asked twice goes into another. */
function roundsOf<Item extends PartitionItem>(
  led: readonly LedItem<Item>[],
): readonly (readonly LedItem<Item>[])[] {
  const rounds: LedItem<Item>[][] = [];
  const timesAsked = new Map<string, number>();
  for (const one of led) {
    const key = `${one.item.partition}:${one.item.topic}`;
    const times = timesAsked.get(key) ?? 0;
    timesAsked.set(key, times + 1);
    const round = rounds[times] ?? [];
    rounds[times] = round;
    round.push(one);
  }
  return rounds;
}

async function askLeader<Item extends PartitionItem, Result>(
  calls: AdminCalls,
  leaderId: number,
  led: readonly LedItem<Item>[],
  question: LeaderQuestion<Item, Result>,
): Promise<readonly (readonly [Item, Result])[]> {
  try {
    const results = await question.ask(await calls.cluster.connect(leaderId), led);
    return led.flatMap(({ item }, index) => {
      const result = results[index];
      return result === undefined ? [] : [[item, result] as const];
    });
  } catch (error) {
    if (!(error instanceof KafkaError)) throw error;
    return led.map(({ item }) => [item, question.resultOfError(item, error)] as const);
  }
}

/** Groups items by topic, as requests name them. */
export function groupByTopic<Item extends PartitionItem>(
  items: readonly LedItem<Item>[],
): ReadonlyMap<string, readonly LedItem<Item>[]> {
  const byTopic = new Map<string, LedItem<Item>[]>();
  for (const led of items) {
    const ofTopic = byTopic.get(led.item.topic) ?? [];
    byTopic.set(led.item.topic, ofTopic);
    ofTopic.push(led);
  }
  return byTopic;
}
