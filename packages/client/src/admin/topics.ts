import { KafkaError, type Uuid, ZERO_UUID } from '@odradek/base';
import { ErrorCode } from '@odradek/protocol';
import {
  defaultMetadataRequestTopic,
  type MetadataResponseTopic,
} from '@odradek/protocol/messages/03-metadata';
import {
  defaultCreatableTopic,
  defaultCreateTopicsRequest,
} from '@odradek/protocol/messages/19-create-topics';
import {
  defaultDeleteTopicsRequest,
  defaultDeleteTopicState,
} from '@odradek/protocol/messages/20-delete-topics';
import {
  defaultCreatePartitionsRequest,
  defaultCreatePartitionsTopic,
} from '@odradek/protocol/messages/37-create-partitions';

import { CREATE_PARTITIONS, CREATE_TOPICS, DELETE_TOPICS } from '../connection/client-apis.ts';
import { answeredError } from './answered-error.ts';
import type { AdminCalls, Outcome } from './admin-calls.ts';
import type {
  CallOptions,
  ChangeOptions,
  NewPartitions,
  NewTopic,
  TopicDescription,
  TopicListing,
  TopicResult,
} from './admin-options.ts';

/** Stands for the broker's default in CreateTopics from version 4 on. */
const BROKER_DEFAULT = -1;

interface TopicAnswer {
  readonly name: string | null;
  readonly topicId?: Uuid;
  readonly errorCode: number;
  readonly errorMessage?: string | null;
}

/** See `Admin.createTopics`. */
export function createTopics(
  calls: AdminCalls,
  topics: readonly NewTopic[],
  options: ChangeOptions,
): Promise<readonly TopicResult[]> {
  return calls.settleAll(topics, options, async (open, timeoutMs) => {
    const connection = await calls.controller();
    const request = {
      ...defaultCreateTopicsRequest,
      timeoutMs,
      validateOnly: options.validateOnly ?? false,
      topics: open.map(({ name, partitions, replicationFactor, configs }) => ({
        ...defaultCreatableTopic,
        name,
        numPartitions: partitions ?? BROKER_DEFAULT,
        replicationFactor: replicationFactor ?? BROKER_DEFAULT,
        configs: Object.entries(configs ?? {}).map(([key, value]) => ({ name: key, value })),
      })),
    };
    const response = await connection.request(CREATE_TOPICS, request, { timeoutMs });
    return outcomesOf(calls, open, response.topics);
  });
}

/** See `Admin.deleteTopics`. */
export function deleteTopics(
  calls: AdminCalls,
  names: readonly string[],
  options: CallOptions,
): Promise<readonly TopicResult[]> {
  const topics = names.map((name) => ({ name }));
  return calls.settleAll(topics, options, async (open, timeoutMs) => {
    const connection = await calls.controller();
    const request = {
      ...defaultDeleteTopicsRequest,
      timeoutMs,
      topics: open.map(({ name }) => ({ ...defaultDeleteTopicState, name })),
      topicNames: open.map(({ name }) => name),
    };
    const response = await connection.request(DELETE_TOPICS, request, { timeoutMs });
    return outcomesOf(calls, open, response.responses);
  });
}

/** See `Admin.createPartitions`. */
export function createPartitions(
  calls: AdminCalls,
  topics: readonly NewPartitions[],
  options: ChangeOptions,
): Promise<readonly TopicResult[]> {
  return calls.settleAll(topics, options, async (open, timeoutMs) => {
    const connection = await calls.controller();
    const request = {
      ...defaultCreatePartitionsRequest,
      timeoutMs,
      validateOnly: options.validateOnly ?? false,
      topics: open.map(({ name, count }) => ({
        ...defaultCreatePartitionsTopic,
        name,
        count,
        assignments: null,
      })),
    };
    const response = await connection.request(CREATE_PARTITIONS, request, { timeoutMs });
    return outcomesOf(calls, open, response.results);
  });
}

/** Only what another controller, or the same one later, may do is repeated, as in Kafka's admin. */
function outcomesOf(
  calls: AdminCalls,
  open: readonly { readonly name: string }[],
  answers: readonly TopicAnswer[],
): readonly Outcome<TopicResult>[] {
  return open.map(({ name }) => {
    const answer = answers.find((other) => other.name === name);
    const result = topicResult(name, answer);
    const code = result.error?.code;
    if (code === 'NOT_CONTROLLER') calls.forgetController();
    const mayPass = code === 'NOT_CONTROLLER' || code === 'THROTTLING_QUOTA_EXCEEDED';
    return { type: mayPass ? 'open' : 'settled', result };
  });
}

function topicResult(name: string, answer: TopicAnswer | undefined): TopicResult {
  if (answer === undefined) {
    const message = `The broker's answer passes over topic "${name}".`;
    const error = new KafkaError('ODRADEK_MALFORMED_MESSAGE', message);
    return { name, topicId: ZERO_UUID, error };
  }
  const topicId = answer.topicId ?? ZERO_UUID;
  if (answer.errorCode === ErrorCode.NONE) return { name, topicId };
  return { name, topicId, error: answeredError(answer.errorCode, answer.errorMessage) };
}

/** See `Admin.listTopics`. */
export async function listTopics(
  calls: AdminCalls,
  options: CallOptions & { readonly includeInternal?: boolean },
): Promise<readonly TopicListing[]> {
  const response = await calls.repeat(options, () => calls.cluster.askMetadata(null, false));
  return response.topics.flatMap(({ name, topicId, isInternal, partitions }) => {
    if (name === null || (isInternal && options.includeInternal !== true)) return [];
    return [{ name, topicId, isInternal, partitionsCount: partitions.length }];
  });
}

/** See `Admin.describeTopics`. */
export async function describeTopics(
  calls: AdminCalls,
  names: readonly string[],
  options: CallOptions,
): Promise<readonly TopicDescription[]> {
  if (names.length === 0) return [];
  const topics = names.map((name) => ({ ...defaultMetadataRequestTopic, name }));
  const response = await calls.repeat(options, () => calls.cluster.askMetadata(topics, false));
  return names.map((name) => {
    const answer = response.topics.find((topic) => topic.name === name);
    return describeTopic(name, answer);
  });
}

function describeTopic(name: string, answer: MetadataResponseTopic | undefined): TopicDescription {
  const partitions = (answer?.partitions ?? []).map((partition) => ({
    partition: partition.partitionIndex,
    leader: partition.leaderId,
    leaderEpoch: partition.leaderEpoch,
    replicas: partition.replicaNodes,
    isr: partition.isrNodes,
    offline: partition.offlineReplicas,
  }));
  partitions.sort((a, b) => a.partition - b.partition);
  return { ...topicResult(name, answer), isInternal: answer?.isInternal ?? false, partitions };
}
