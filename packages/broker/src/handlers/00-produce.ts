import type { KafkaError } from '@odradek/base';
import { ErrorCode } from '@odradek/protocol';
import {
  defaultPartitionProduceResponse,
  defaultProduceResponse,
  type PartitionProduceData,
  type PartitionProduceResponse,
  type ProduceRequest,
  type ProduceResponse,
  readProduceRequest,
  type TopicProduceData,
  writeProduceResponse,
} from '@odradek/protocol/messages/00-produce';
import { validateProducedRecords } from '@odradek/storage';

import type { Partition } from '../partition/partition.ts';
import { errorCodeOf } from '../request/error-code-of.ts';
import { defineHandler, type Exchange, type RequestHandler } from '../request/handler.ts';

const ACKS_NONE = 0;
const ACKS_LEADER = 1;
const ACKS_ALL = -1;
const FIRST_VERSION_WITH_TOPIC_IDS = 13;

/**
 * Produce: one record batch for each partition, validated as Kafka's `LogValidator` does, appended,
 * and answered when it is durable. Without replicas acks 1 and all mean the same; with acks 0 there
 * is no answer. Idempotent and transactional producers are not served yet.
 */
export const produce: RequestHandler = defineHandler<ProduceRequest, ProduceResponse>({
  apiKey: 0,
  read: readProduceRequest,
  write: writeProduceResponse,
  handle(exchange) {
    const { request } = exchange;
    const gathered = new GatheredResponses(exchange);
    request.topicData.forEach((topic, topicIndex) => {
      topic.partitionData.forEach((data, partitionIndex) => {
        produceToPartition(exchange, topic, data, (response) => {
          gathered.set(topicIndex, partitionIndex, response);
        });
      });
    });
    gathered.allStarted();
  },
});

/** Gathers what the partitions of a request answer, in the order in which they were asked. */
class GatheredResponses {
  private readonly exchange: Exchange<ProduceRequest, ProduceResponse>;
  private readonly responses: PartitionProduceResponse[][];
  /** One more than the partitions without an answer until all were started. */
  private missing = 1;

  constructor(exchange: Exchange<ProduceRequest, ProduceResponse>) {
    this.exchange = exchange;
    this.responses = exchange.request.topicData.map(() => []);
    for (const { partitionData } of exchange.request.topicData)
      this.missing += partitionData.length;
  }

  set(topicIndex: number, partitionIndex: number, response: PartitionProduceResponse): void {
    const topic = this.responses[topicIndex];
    if (topic !== undefined) topic[partitionIndex] = response;
    this.countDown();
  }

  allStarted(): void {
    // With acks 0 nobody waits, so the next request need not either.
    if (this.exchange.request.acks === ACKS_NONE) this.exchange.respondNothing();
    this.countDown();
  }

  private countDown(): void {
    this.missing--;
    if (this.missing > 0 || this.exchange.request.acks === ACKS_NONE) return;
    const responses = this.exchange.request.topicData.map(({ name, topicId }, index) => ({
      name,
      topicId,
      partitionResponses: this.responses[index] ?? [],
    }));
    this.exchange.respond({ ...defaultProduceResponse, responses });
  }
}

function produceToPartition(
  exchange: Exchange<ProduceRequest, ProduceResponse>,
  topic: TopicProduceData,
  data: PartitionProduceData,
  answer: (response: PartitionProduceResponse) => void,
): void {
  const refusal = refuseRequest(exchange.request);
  if (refusal !== undefined) {
    answer({ ...defaultPartitionProduceResponse, index: data.index, baseOffset: -1, ...refusal });
    return;
  }
  const { services, context } = exchange;
  const byId = context.apiVersion >= FIRST_VERSION_WITH_TOPIC_IDS;
  const partition = byId
    ? services.replicaManager.partitionById(topic.topicId, data.index)
    : services.replicaManager.partition(topic.name, data.index);
  if (partition === undefined) {
    const errorCode = byId ? ErrorCode.UNKNOWN_TOPIC_ID : ErrorCode.UNKNOWN_TOPIC_OR_PARTITION;
    answer({ ...defaultPartitionProduceResponse, index: data.index, baseOffset: -1, errorCode });
    return;
  }
  appendToPartition(exchange, partition, data, answer);
}

type Refusal = Pick<PartitionProduceResponse, 'errorCode' | 'errorMessage'>;

/** Why no partition of the request can be served, if so. */
function refuseRequest({ acks, transactionalId }: ProduceRequest): Refusal | undefined {
  if (acks !== ACKS_NONE && acks !== ACKS_LEADER && acks !== ACKS_ALL) {
    return {
      errorCode: ErrorCode.INVALID_REQUIRED_ACKS,
      errorMessage: `acks was ${acks}; it must be -1 (all), 0 or 1.`,
    };
  }
  if (transactionalId === null) return undefined;
  return {
    errorCode: ErrorCode.INVALID_TXN_STATE,
    errorMessage: 'Transactions are not supported yet; produce without a transactional.id.',
  };
}

function appendToPartition(
  exchange: Exchange<ProduceRequest, ProduceResponse>,
  partition: Partition,
  data: PartitionProduceData,
  answer: (response: PartitionProduceResponse) => void,
): void {
  const { services, context } = exchange;
  const { config } = services;
  const validated = validateProducedRecords(data.records, {
    produceVersion: context.apiVersion,
    now: services.clock.now(),
    messageMaxBytes: config.messageMaxBytes,
    timestampBeforeMaxMs: config.logMessageTimestampBeforeMaxMs,
    timestampAfterMaxMs: config.logMessageTimestampAfterMaxMs,
    decompressedBytesMax: config.maxDecompressedBatchBytes,
  });
  const { index } = data;
  if (validated.type === 'refused') {
    const { errorCode, errorMessage, recordErrors } = validated;
    const refused = { errorCode, errorMessage, recordErrors, baseOffset: -1 };
    answer({ ...defaultPartitionProduceResponse, index, ...refused });
    return;
  }
  append(partition, validated.batch, (outcome) => {
    answer({ ...defaultPartitionProduceResponse, index, ...outcome });
  });
}

type Outcome = Pick<PartitionProduceResponse, 'baseOffset'> & Partial<PartitionProduceResponse>;

/** Appends a batch; `answer` learns of it when the batch is durable, or never will be. */
function append(
  { log, leaderEpoch }: Partition,
  batch: Buffer,
  answer: (outcome: Outcome) => void,
): void {
  if (log.error !== undefined) {
    answer(failedAppend(log.error));
    return;
  }
  const baseOffset = log.append(batch, {
    leaderEpoch,
    onDurable: (error) => {
      const { logStartOffset } = log;
      answer(error === undefined ? { baseOffset, logStartOffset } : failedAppend(error));
    },
  });
}

function failedAppend(error: KafkaError): Outcome {
  return { baseOffset: -1, errorCode: errorCodeOf(error), errorMessage: error.message };
}
