import { ZERO_UUID } from '@odradek/base';
import { ErrorCode } from '@odradek/protocol';
import {
  defaultOffsetFetchRequestGroup,
  defaultOffsetFetchResponse,
  type OffsetFetchRequest,
  type OffsetFetchRequestGroup,
  type OffsetFetchRequestTopics,
  type OffsetFetchResponse,
  type OffsetFetchResponseGroup,
  type OffsetFetchResponseTopics,
  readOffsetFetchRequest,
  writeOffsetFetchResponse,
} from '@odradek/protocol/messages/09-offset-fetch';

import { defineHandler, type Exchange, type RequestHandler } from '../request/handler.ts';

const FIRST_VERSION_WITH_ERROR = 2;
const FIRST_VERSION_WITH_GROUPS = 8;
const FIRST_VERSION_WITH_TOPIC_IDS = 10;

type OffsetFetchExchange = Exchange<OffsetFetchRequest, OffsetFetchResponse>;

/**
 * OffsetFetch: the committed offsets of a group or, from version 8 on, of several
 * (`KafkaApis.handleOffsetFetchRequest`). Version 1 has errors of partitions only. From version 10 on
 * topics are named by their ids.
 */
export const offsetFetch: RequestHandler = defineHandler<OffsetFetchRequest, OffsetFetchResponse>({
  apiKey: 9,
  read: readOffsetFetchRequest,
  write: writeOffsetFetchResponse,
  handle(exchange) {
    const { request, context, respond } = exchange;
    context.releaseBytes();
    if (context.apiVersion < FIRST_VERSION_WITH_GROUPS) {
      const group = onlyGroup(request);
      fetchGroup(exchange, group, (answer) => {
        respond(onlyAnswer(group, answer, context.apiVersion));
      });
      return;
    }
    const asked = eachOnce(request.groups);
    const groups: OffsetFetchResponseGroup[] = [];
    let missing = asked.length;
    const respondIfDone = (): void => {
      if (missing === 0) respond({ ...defaultOffsetFetchResponse, groups });
    };
    for (const [index, group] of asked.entries()) {
      fetchGroup(exchange, group, (answer) => {
        groups[index] = answer;
        missing--;
        respondIfDone();
      });
    }
    if (asked.length === 0) respondIfDone();
  },
});

/**
 * A group of which everything is wanted is answered once: named again and again it would be an answer of
 * any size for a small request.
 */
function eachOnce(groups: readonly OffsetFetchRequestGroup[]): readonly OffsetFetchRequestGroup[] {
  const whole = new Set<string>();
  return groups.filter(({ groupId, topics }) => {
    if (topics !== null) return true;
    const isNew = !whole.has(groupId);
    whole.add(groupId);
    return isNew;
  });
}

/** What the one group of an old request is asked, as new requests ask it. */
function onlyGroup({ groupId, topics }: OffsetFetchRequest): OffsetFetchRequestGroup {
  return {
    ...defaultOffsetFetchRequestGroup,
    groupId,
    topics: topics?.map((topic) => ({ ...topic, topicId: ZERO_UUID })) ?? null,
  };
}

function onlyAnswer(
  asked: OffsetFetchRequestGroup,
  { topics, errorCode }: OffsetFetchResponseGroup,
  version: number,
): OffsetFetchResponse {
  if (errorCode === ErrorCode.NONE || version >= FIRST_VERSION_WITH_ERROR) {
    return { ...defaultOffsetFetchResponse, topics, errorCode };
  }
  const failed = (asked.topics ?? []).map((topic) => failedTopic(topic, errorCode));
  return { ...defaultOffsetFetchResponse, topics: failed };
}

/** Asks the coordinator of a group. */
function fetchGroup(
  exchange: OffsetFetchExchange,
  group: OffsetFetchRequestGroup,
  respond: (answer: OffsetFetchResponseGroup) => void,
): void {
  const { services, context, request } = exchange;
  const { requireStable } = request;
  const isById = context.apiVersion >= FIRST_VERSION_WITH_TOPIC_IDS;
  if (!isById) {
    services.groupCoordinator.fetchOffsets({ request: group, requireStable }, respond);
    return;
  }
  const { topics, unknown } = withNames(exchange, group);
  services.groupCoordinator.fetchOffsets(
    { request: { ...group, topics }, requireStable },
    (answer) => {
      if (answer.errorCode !== ErrorCode.NONE) respond(answer);
      else if (topics === null) respond({ ...answer, topics: withIds(exchange, answer.topics) });
      else respond({ ...answer, topics: [...answer.topics, ...unknown] });
    },
  );
}

/** The topics by name, and what is answered for ids that are not known. */
function withNames(
  { services }: OffsetFetchExchange,
  { topics: asked }: OffsetFetchRequestGroup,
): {
  readonly topics: readonly OffsetFetchRequestTopics[] | null;
  readonly unknown: readonly OffsetFetchResponseTopics[];
} {
  if (asked === null) return { topics: null, unknown: [] };
  const topics: OffsetFetchRequestTopics[] = [];
  const unknown: OffsetFetchResponseTopics[] = [];
  for (const topic of asked) {
    const name = services.image.topics.topicById(topic.topicId)?.name;
    if (name === undefined) unknown.push(failedTopic(topic, ErrorCode.UNKNOWN_TOPIC_ID));
    else topics.push({ ...topic, name });
  }
  return { topics, unknown };
}

/** All that was committed, of topics that are there: the others have no id. */
function withIds(
  { services }: OffsetFetchExchange,
  topics: readonly OffsetFetchResponseTopics[],
): OffsetFetchResponseTopics[] {
  return topics.flatMap((topic) => {
    const topicId = services.image.topics.topic(topic.name)?.topicId;
    return topicId === undefined ? [] : [{ ...topic, topicId }];
  });
}

function failedTopic(
  { name, topicId, partitionIndexes }: OffsetFetchRequestTopics,
  errorCode: number,
): OffsetFetchResponseTopics {
  const noOffset = { committedOffset: -1, committedLeaderEpoch: -1, metadata: '', errorCode };
  return {
    name,
    topicId,
    partitions: partitionIndexes.map((partitionIndex) => ({ ...noOffset, partitionIndex })),
  };
}
