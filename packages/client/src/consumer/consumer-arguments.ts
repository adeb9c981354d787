import { KafkaError } from '@odradek/base';

import type { ConsumerOptions, PartitionAssignment, TopicPartition } from './consumer-options.ts';
import type { PositionToCommit } from './group/group-options.ts';
import { SubscriptionPattern } from './group/subscription-pattern.ts';
import type { WantedTopics } from './group/topic-subscription.ts';

/** Raises `ODRADEK_INVALID_ARGUMENT` for what is no partition or no place in one. */
export function checkAssignment(assignment: PartitionAssignment): void {
  checkPartition(assignment);
  const { offset } = assignment;
  if (isOffset(offset) || offset === 'earliest' || offset === 'latest' || offset === 'committed') {
    return;
  }
  throw invalid('offset', offset, "an integer from 0, 'earliest', 'latest' or 'committed'");
}

/** Raises `ODRADEK_INVALID_ARGUMENT` for what cannot be committed. */
export function checkPosition(position: PositionToCommit): void {
  checkPartition(position);
  if (!isOffset(position.offset)) throw invalid('offset', position.offset, 'an integer from 0');
}

/** Raises `ODRADEK_INVALID_ARGUMENT` for what are no topics to subscribe to in this protocol. */
export function checkTopics(
  topics: WantedTopics,
  groupProtocol: ConsumerOptions['groupProtocol'],
): void {
  if (topics instanceof RegExp) return;
  if (topics instanceof SubscriptionPattern) {
    if (groupProtocol === 'consumer') return;
    const wanted = 'a RegExp, or set group.protocol to consumer';
    throw invalid('SubscriptionPattern', `"${topics.pattern}"`, wanted);
  }
  if (topics.length === 0) throw invalid('list of topics', '[]', 'one at least, or unsubscribe');
  for (const topic of topics) {
    if (typeof topic !== 'string' || topic === '') throw invalid('topic', topic, 'the name of one');
  }
}

function checkPartition({ topic, partition }: TopicPartition): void {
  if (typeof topic !== 'string' || topic === '') throw invalid('topic', topic, 'the name of one');
  if (!Number.isInteger(partition) || partition < 0) {
    throw invalid('partition', partition, 'an integer from 0');
  }
}

function isOffset(offset: unknown): boolean {
  return Number.isSafeInteger(offset) && (offset as number) >= 0;
}

function invalid(what: string, value: unknown, wanted: string): KafkaError {
  return new KafkaError(
    'ODRADEK_INVALID_ARGUMENT',
    `The ${what} given is ${String(value)}; give ${wanted}.`,
  );
}
