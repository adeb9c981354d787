import { ZERO_UUID } from '@odradek/base';
import { ErrorCode } from '@odradek/protocol';
import type { DeleteTopicState } from '@odradek/protocol/messages/20-delete-topics';

import type { TopicImage, TopicsImage } from '../../image/topics-image.ts';
import type { MetadataRecord } from '../../metadata-record/metadata-record.ts';
import { exceededQuota, type PartitionChangeQuota } from './partition-change-quota.ts';

/** What became of one topic that was to be deleted. */
export interface DeleteTopicResult {
  readonly name: string | null;
  readonly topicId: string;
  readonly errorCode: number;
  /** Kafka's words. */
  readonly errorMessage: string | null;
}

/** The records that delete the topics, and the answer for each of them. */
export interface DeleteTopicsPlan {
  readonly records: readonly MetadataRecord[];
  readonly results: readonly DeleteTopicResult[];
}

/**
 * Decides which topics are deleted, by name or by id (`ControllerApis.deleteTopics`); errors are per
 * topic. A topic that is asked for more than once, in whatever way, is not deleted and answered once.
 * `quota` says how many partitions the client may still delete; without it any number.
 */
export function planDeleteTopics(
  asked: readonly DeleteTopicState[],
  topics: TopicsImage,
  quota?: PartitionChangeQuota,
): DeleteTopicsPlan {
  const records: MetadataRecord[] = [];
  const results: DeleteTopicResult[] = [];
  for (const states of groupByTopic(asked, topics).values()) {
    const [state] = states;
    if (state === undefined) continue;
    const refused = refuseStates(states);
    const topic = findTopic(state, topics);
    if (refused !== undefined) results.push(refused);
    else if (topic === undefined) results.push(unknownTopic(state));
    else {
      const { name, topicId, partitions } = topic;
      const exceeded = exceededQuota(quota, partitions.length);
      if (exceeded === undefined) {
        records.push({ type: 'RemoveTopicRecord', record: { topicId } });
      }
      const outcome = exceeded ?? { errorCode: ErrorCode.NONE, errorMessage: null };
      results.push({ name, topicId, ...outcome });
    }
  }
  return { records, results };
}

function findTopic(
  { name, topicId }: DeleteTopicState,
  topics: TopicsImage,
): TopicImage | undefined {
  return name === null ? topics.topicById(topicId) : topics.topic(name);
}

/** What asks for the same topic; what makes no sense stays alone. */
function groupByTopic(
  asked: readonly DeleteTopicState[],
  topics: TopicsImage,
): ReadonlyMap<unknown, readonly DeleteTopicState[]> {
  const groups = new Map<unknown, DeleteTopicState[]>();
  for (const state of asked) {
    const key = isAmbiguous(state)
      ? state
      : (findTopic(state, topics) ?? `${state.name === null} ${state.name ?? state.topicId}`);
    const same = groups.get(key);
    if (same === undefined) groups.set(key, [state]);
    else same.push(state);
  }
  return groups;
}

/** Names both a name and an id, or neither. */
function isAmbiguous({ name, topicId }: DeleteTopicState): boolean {
  return (name === null) === (topicId === ZERO_UUID);
}

/** Why nothing is deleted for what asks for one topic, or `undefined`. */
function refuseStates(states: readonly DeleteTopicState[]): DeleteTopicResult | undefined {
  const byName = states.find(({ name }) => name !== null);
  const byId = states.find(({ name }) => name === null);
  const state = { name: byName?.name ?? null, topicId: (byId ?? byName)?.topicId ?? ZERO_UUID };
  const reason = states.some(isAmbiguous)
    ? ambiguity(byName)
    : states.length > 1
      ? repetition(byName, byId)
      : undefined;
  if (reason === undefined) return undefined;
  return { ...state, errorCode: ErrorCode.INVALID_REQUEST, errorMessage: reason };
}

function ambiguity(byName: DeleteTopicState | undefined): string {
  return byName === undefined
    ? 'Neither topic name nor id were specified.'
    : 'You may not specify both topic name and topic id.';
}

function repetition(
  byName: DeleteTopicState | undefined,
  byId: DeleteTopicState | undefined,
): string {
  if (byName === undefined) return 'Duplicate topic id.';
  return byId === undefined
    ? 'Duplicate topic name.'
    : 'The provided topic name maps to an ID that was already supplied.';
}

function unknownTopic({ name, topicId }: DeleteTopicState): DeleteTopicResult {
  const outcome =
    name === null
      ? {
          errorCode: ErrorCode.UNKNOWN_TOPIC_ID,
          errorMessage: 'This server does not host this topic ID.',
        }
      : {
          errorCode: ErrorCode.UNKNOWN_TOPIC_OR_PARTITION,
          errorMessage: 'This server does not host this topic-partition.',
        };
  return { name, topicId, ...outcome };
}
