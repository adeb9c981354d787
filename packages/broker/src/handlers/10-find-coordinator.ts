import { CONSUMER_OFFSETS_TOPIC } from '@odradek/coordinators';
import { ApiKey, ErrorCode, errorOf } from '@odradek/protocol';
import {
  defaultFindCoordinatorResponse,
  type FindCoordinatorRequest,
  type FindCoordinatorResponse,
  readFindCoordinatorRequest,
  writeFindCoordinatorResponse,
} from '@odradek/protocol/messages/10-find-coordinator';

import { consumerOffsetsTopic } from '../group-coordinator/consumer-offsets-topic.ts';
import { advertisedBrokers } from '../request/advertised-brokers.ts';
import { defineHandler, type Exchange, type RequestHandler } from '../request/handler.ts';

const GROUP = 0;
const TRANSACTION = 1;
const SHARE = 2;
const FIRST_VERSION_OF_BATCHES = 4;
const FIRST_VERSION_OF_SHARE = 6;
const NO_NODE = { nodeId: -1, host: '', port: -1 };

type FindCoordinatorExchange = Exchange<FindCoordinatorRequest, FindCoordinatorResponse>;

/** The coordinator of a key, or why there is none. */
interface Found {
  readonly errorCode: number;
  readonly nodeId: number;
  readonly host: string;
  readonly port: number;
}

/**
 * FindCoordinator: the leader of the partition of `__consumer_offsets` that a group belongs to. The
 * first request for a group creates that topic and is answered with `COORDINATOR_NOT_AVAILABLE`, as in
 * Kafka, so that the client asks again. There are no coordinators of transactions and share groups
 * yet, which counts as a refusal.
 */
export const findCoordinator: RequestHandler = defineHandler<
  FindCoordinatorRequest,
  FindCoordinatorResponse
>({
  apiKey: ApiKey.FindCoordinator,
  read: readFindCoordinatorRequest,
  write: writeFindCoordinatorResponse,
  handle(exchange) {
    const { request, context, respond } = exchange;
    const { keyType, key, coordinatorKeys } = request;
    if (context.apiVersion >= FIRST_VERSION_OF_BATCHES) {
      const coordinators = coordinatorKeys.map((asked) => ({
        key: asked,
        ...find(exchange, keyType, asked),
        errorMessage: '',
      }));
      respond({ ...defaultFindCoordinatorResponse, coordinators });
      return;
    }
    const found = find(exchange, keyType, key);
    const { errorCode } = found;
    const errorMessage = errorCode === ErrorCode.NONE ? 'NONE' : errorOf(errorCode).message;
    respond({ ...defaultFindCoordinatorResponse, ...found, errorMessage });
  },
});

function find(exchange: FindCoordinatorExchange, keyType: number, key: string): Found {
  const { apiVersion } = exchange.context;
  if (keyType === GROUP) return findGroupCoordinator(exchange, key);
  const isKnown = keyType === TRANSACTION || keyType === SHARE;
  if (!isKnown || (keyType === SHARE && apiVersion < FIRST_VERSION_OF_SHARE)) {
    return failed(ErrorCode.INVALID_REQUEST);
  }
  const { services, context } = exchange;
  const askedFor = { apiName: 'FindCoordinator', apiVersion, clientId: context.clientId };
  services.refusedApis.count(ApiKey.FindCoordinator, askedFor, 'COORDINATOR_NOT_AVAILABLE');
  return failed(ErrorCode.COORDINATOR_NOT_AVAILABLE);
}

function findGroupCoordinator(
  { services, context }: FindCoordinatorExchange,
  groupId: string,
): Found {
  const { image, config, autoTopicCreation, groupCoordinator } = services;
  const brokers = advertisedBrokers(services, context);
  const topic = image.topics.topic(CONSUMER_OFFSETS_TOPIC);
  if (topic === undefined) {
    autoTopicCreation.createTopics([consumerOffsetsTopic(config.groups, brokers.length)]);
    return failed(ErrorCode.COORDINATOR_NOT_AVAILABLE);
  }
  const leader = topic.partitions[groupCoordinator.partitionFor(groupId)]?.leader;
  const broker = brokers.find(({ nodeId }) => nodeId === leader);
  if (broker === undefined) return failed(ErrorCode.COORDINATOR_NOT_AVAILABLE);
  const { nodeId, host, port } = broker;
  return { errorCode: ErrorCode.NONE, nodeId, host, port };
}

function failed(errorCode: number): Found {
  return { errorCode, ...NO_NODE };
}
