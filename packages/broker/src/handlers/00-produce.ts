import type { Timestamp, Uuid } from '@odradek/base';
import { isInternalTopic } from '@odradek/cluster';
import {
  attributesAt,
  CompressionType,
  ErrorCode,
  isCompressionLoaded,
  loadCompression,
  RECORD_BATCH_OVERHEAD,
} from '@odradek/protocol';
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
import {
  type AcceptedRecords,
  hasTransactionalRecords,
  type LogValidatorOptions,
  RequestValidation,
  validateProducedRecords,
} from '@odradek/storage';

import type { TopicConfig } from '../config/topic-config.ts';
import type { Partition } from '../partition/partition.ts';
import type { BrokerServices } from '../request/broker-services.ts';
import { failureOutcome } from '../request/failure-outcome.ts';
import { defineHandler, type Exchange, type RequestHandler } from '../request/handler.ts';
import { whenOpened } from '../request/open-partitions.ts';

const ACKS_NONE = 0;
const ACKS_LEADER = 1;
const ACKS_ALL = -1;
const FIRST_VERSION_WITH_TOPIC_IDS = 13;
const CODEC_MASK = 0x07;

/**
 * Produce: one record batch for each partition, validated as Kafka's `LogValidator` does, appended,
 * and answered when it is durable. Without replicas acks 1 and all mean the same. With acks 0 there
 * is no answer, and an error closes the connection, as in Kafka: nothing else tells the producer.
 * A batch that an idempotent producer sends again is answered with the offset that it has. Transactions
 * are not served yet.
 */
export const produce: RequestHandler = defineHandler<ProduceRequest, ProduceResponse>({
  apiKey: 0,
  read: readProduceRequest,
  write: writeProduceResponse,
  handle(exchange) {
    const preparation = prepare(exchange);
    if (preparation === undefined) {
      produceToPartitions(exchange);
      return;
    }
    const { context, services } = exchange;
    // What the connection sends next must not be appended before this.
    context.occupy();
    preparation.then(
      () => produceToPartitions(exchange),
      (error: unknown) => {
        services.report(`Produce cannot be served: ${String(error)}`);
        context.closeConnection('Produce cannot be served.');
      },
    );
  },
});

/** Loads what is needed, if anything has to be waited for. */
function prepare(exchange: ProduceExchange): Promise<unknown> | undefined {
  const opening = whenOpened(openings(exchange));
  return needsCompression(exchange) ? Promise.all([loadCompression(), opening]) : opening;
}

/** Opens the logs of the partitions that are named. */
function* openings({ request, context, services }: ProduceExchange) {
  const { replicaManager } = services;
  const isById = context.apiVersion >= FIRST_VERSION_WITH_TOPIC_IDS;
  for (const { name, topicId, partitionData } of request.topicData) {
    for (const { index } of partitionData) {
      yield isById ? replicaManager.openById(topicId, index) : replicaManager.open(name, index);
    }
  }
}

/** Whether a codec has to be loaded first: a broker that meets no zstd starts without it. */
function needsCompression({ request, services }: ProduceExchange): boolean {
  const { ZSTD } = CompressionType;
  if (isCompressionLoaded(ZSTD)) return false;
  return request.topicData.some(
    ({ name, topicId, partitionData }) =>
      topicCompression(services, name, topicId) === ZSTD ||
      partitionData.some(({ records }) => records !== null && codecOf(records) === ZSTD),
  );
}

function topicCompression(
  { image, topicConfigs }: BrokerServices,
  name: string,
  topicId: Uuid,
): CompressionType | undefined {
  const topic = name === '' ? image.topics.topicById(topicId)?.name : name;
  return topic === undefined ? undefined : topicConfigs.of(topic).compressionType;
}

/** The codec that the header of a batch names, should it be one. */
function codecOf(records: Buffer): number | undefined {
  return records.byteLength < RECORD_BATCH_OVERHEAD
    ? undefined
    : attributesAt(records, 0) & CODEC_MASK;
}

function produceToPartitions(exchange: ProduceExchange): void {
  const { request, services } = exchange;
  const gathered = new GatheredResponses(exchange);
  const partitions: PartitionToProduce[] = [];
  for (const [topicIndex, topic] of request.topicData.entries()) {
    for (const [partitionIndex, data] of topic.partitionData.entries()) {
      partitions.push({ topic, data, topicIndex, partitionIndex });
    }
  }
  goOn({
    exchange,
    gathered,
    partitions,
    started: 0,
    now: services.clock.now(),
    named: partitions.length > 1 ? new Set() : undefined,
    refusal: refuseWithoutTransactionalId(request),
    validation: new RequestValidation(),
    isAbandoned: false,
    hasWaited: false,
  });
}

/**
 * Starts one partition after the other, until the turn of the event loop has had its share of work;
 * then the rest waits, and with it what the connection sends next.
 */
function goOn(run: ProduceRun): void {
  const { exchange, partitions, validation } = run;
  const { validationTurns } = exchange.services;
  for (;;) {
    const partition = partitions[run.started];
    if (partition === undefined) break;
    if (validationTurns.isFull && takesWork(exchange, partition)) {
      waitForTurn(run);
      return;
    }
    run.started++;
    const { workBytes } = validation;
    produceToPartition(run, partition);
    validationTurns.note(validation.workBytes - workBytes);
  }
  // What was appended was copied; the rest are names and ids.
  exchange.context.releaseBytes();
  run.gathered.countDown();
  // Should it have waited: others may go on behind it.
  exchange.context.vacate();
}

function waitForTurn(run: ProduceRun): void {
  const { context, services } = run.exchange;
  context.occupy();
  // With acks=0 nobody waits for an answer anyway: what was sent is taken.
  if (!run.hasWaited && run.exchange.request.acks !== ACKS_NONE) {
    context.onClose(() => {
      run.isAbandoned = true;
    });
  }
  run.hasWaited = true;
  services.validationTurns.wait(() => {
    // Nobody is told any more what becomes of the rest, and others wait behind it.
    if (run.isAbandoned) return;
    run.now = services.clock.now();
    goOn(run);
  });
}

/** Whether the batch of a partition has to be inflated or compressed. */
function takesWork({ services }: ProduceExchange, { topic, data }: PartitionToProduce): boolean {
  const { NONE } = CompressionType;
  const { records } = data;
  const codecs = [
    records === null ? NONE : codecOf(records),
    topicCompression(services, topic.name, topic.topicId),
  ];
  return codecs.some((codec) => codec !== undefined && codec !== NONE);
}
/** Gathers what the partitions of a request answer, in the order in which they were asked. */
class GatheredResponses {
  private readonly exchange: ProduceExchange;
  private readonly responses: PartitionProduceResponse[][];
  /** One more than the partitions without an answer until all were started. */
  private missing = 1;

  constructor(exchange: ProduceExchange) {
    this.exchange = exchange;
    this.responses = exchange.request.topicData.map(() => []);
    for (const { partitionData } of exchange.request.topicData)
      this.missing += partitionData.length;
  }

  set(topicIndex: number, partitionIndex: number, response: PartitionProduceResponse): void {
    const { request, context } = this.exchange;
    const topic = this.responses[topicIndex];
    if (topic !== undefined) topic[partitionIndex] = response;
    if (request.acks === ACKS_NONE && response.errorCode !== ErrorCode.NONE) {
      const { errorCode, errorMessage } = response;
      context.closeConnection(
        `acks=0 leaves no way to answer error ${errorCode}. ${errorMessage ?? ''}`,
      );
    }
    this.countDown();
  }

  /** Counts a partition that was answered and, at the end, that all were started. */
  countDown(): void {
    this.missing--;
    if (this.missing > 0) return;
    const { request, context, services, respond } = this.exchange;
    const { requestQuotas } = services;
    const throttleTimeMs = requestQuotas.isEnabled ? requestQuotas.recordProduce(context) : 0;
    if (request.acks === ACKS_NONE) {
      context.throttle(throttleTimeMs);
      // Only now, although nobody waits for it: until then it counts as a request in flight, so that
      // a client cannot send faster than the disk writes.
      context.replyNothing();
      return;
    }
    const responses = request.topicData.map(({ name, topicId }, index) => ({
      name,
      topicId,
      partitionResponses: this.responses[index] ?? [],
    }));
    respond({ ...defaultProduceResponse, throttleTimeMs, responses });
  }
}

type ProduceExchange = Exchange<ProduceRequest, ProduceResponse>;
type Answer = (outcome: Partial<PartitionProduceResponse>) => void;

/** A partition of a request. */
interface PartitionToProduce {
  readonly topic: TopicProduceData;
  readonly data: PartitionProduceData;
  /** Where its answer stands. */
  readonly topicIndex: number;
  readonly partitionIndex: number;
}

/** What the partitions of one request share. */
interface ProduceRun {
  readonly exchange: ProduceExchange;
  readonly gathered: GatheredResponses;
  readonly partitions: readonly PartitionToProduce[];
  /** How many of them were started. */
  started: number;
  now: Timestamp;
  /** The partitions that stood in the request so far, if there are several. */
  readonly named: Set<Partition> | undefined;
  /** Why nothing of the request is taken, if so. */
  readonly refusal: Refusal | undefined;
  readonly validation: RequestValidation;
  /** Whether the connection has closed, so that what was not started need not be. */
  isAbandoned: boolean;
  /** Whether it has waited for a turn. */
  hasWaited: boolean;
}

function produceToPartition(run: ProduceRun, partition: PartitionToProduce): void {
  const { exchange, named, refusal: requestRefusal } = run;
  const { topic, data, topicIndex, partitionIndex } = partition;
  const { request, services, context } = exchange;
  const answer: Answer = (outcome) => {
    const { index } = data;
    const response = { ...defaultPartitionProduceResponse, index, baseOffset: -1, ...outcome };
    run.gathered.set(topicIndex, partitionIndex, response);
  };
  if (requestRefusal !== undefined) {
    answer(requestRefusal);
    return;
  }
  const found =
    context.apiVersion >= FIRST_VERSION_WITH_TOPIC_IDS
      ? services.replicaManager.findById(topic.topicId, data.index)
      : services.replicaManager.find(topic.name, data.index);
  const refusal = found.type === 'error' ? found : refuseRequest(request, found.partition, named);
  if (refusal !== undefined) {
    answer({ errorCode: refusal.errorCode, errorMessage: refusal.errorMessage });
  } else if (found.type === 'found') {
    found.partition.stats.totalProduceRequests++;
    const options = validatorOptions(run, found.partition);
    produceRecords(found.partition, data.records, options, answer);
  }
}

type Refusal = Pick<PartitionProduceResponse, 'errorCode' | 'errorMessage'>;

/** Why nothing of the request can be appended to a partition, if so. */
function refuseRequest(
  { acks }: ProduceRequest,
  partition: Partition,
  named: Set<Partition> | undefined,
): Refusal | undefined {
  const { topic, index } = partition;
  if (named?.has(partition) === true) {
    return {
      errorCode: ErrorCode.INVALID_REQUEST,
      errorMessage: `Partition ${topic}-${index} stands more than once in the request; send one batch.`,
    };
  }
  named?.add(partition);
  if (acks !== ACKS_NONE && acks !== ACKS_LEADER && acks !== ACKS_ALL) {
    return {
      errorCode: ErrorCode.INVALID_REQUIRED_ACKS,
      errorMessage: `acks was ${acks}; it must be -1 (all), 0 or 1.`,
    };
  }
  if (isInternalTopic(topic)) {
    return {
      errorCode: ErrorCode.INVALID_TOPIC_EXCEPTION,
      errorMessage: `Topic "${topic}" is internal: only the broker writes to it.`,
    };
  }
  return undefined;
}

/**
 * Why nothing of the request is taken: it has a batch of a transaction and names none, which Kafka
 * answers as if it were not allowed to (`KafkaApis.handleProduceRequest`).
 */
function refuseWithoutTransactionalId(request: ProduceRequest): Refusal | undefined {
  const isTransactional = ({ records }: PartitionProduceData): boolean =>
    records !== null && hasTransactionalRecords(records);
  if (request.transactionalId !== null) return undefined;
  if (!request.topicData.some((topic) => topic.partitionData.some(isTransactional))) {
    return undefined;
  }
  return {
    errorCode: ErrorCode.TRANSACTIONAL_ID_AUTHORIZATION_FAILED,
    errorMessage: 'The request has transactional batches and no transactional.id.',
  };
}

function refuseTransaction(): Refusal {
  return {
    errorCode: ErrorCode.INVALID_TXN_STATE,
    errorMessage: 'Transactions are not supported yet; produce without a transactional.id.',
  };
}

/** What the configs of a topic ask of records. */
function validatorOptions(
  { exchange, now, validation }: ProduceRun,
  { topic }: Partition,
): LogValidatorOptions {
  const { services, context } = exchange;
  const config = services.topicConfigs.of(topic);
  return {
    produceVersion: context.apiVersion,
    now,
    messageMaxBytes: config.maxMessageBytes,
    segmentBytes: config.segmentBytes,
    timestampType: config.messageTimestampType,
    timestampBeforeMaxMs: config.messageTimestampBeforeMaxMs,
    timestampAfterMaxMs: config.messageTimestampAfterMaxMs,
    isCompacted: config.isCompacted,
    ...compressionOptions(config),
    decompressedBytesMax: services.config.maxDecompressedBatchBytes,
    request: validation,
  };
}

/** The codec in which a topic stores records, unless it takes them as they come. */
function compressionOptions(
  config: TopicConfig,
): Pick<LogValidatorOptions, 'compressionType' | 'compressionLevel'> {
  const { compressionType } = config;
  if (compressionType === undefined) return {};
  const levels: Partial<Record<CompressionType, number>> = {
    [CompressionType.GZIP]: config.compressionGzipLevel,
    [CompressionType.LZ4]: config.compressionLz4Level,
    [CompressionType.ZSTD]: config.compressionZstdLevel,
  };
  const compressionLevel = levels[compressionType];
  return compressionLevel === undefined
    ? { compressionType }
    : { compressionType, compressionLevel };
}

function produceRecords(
  partition: Partition,
  records: Buffer | null,
  options: LogValidatorOptions,
  answer: Answer,
): void {
  const validated = validateProducedRecords(records, options);
  if (validated.type === 'refused') {
    const { errorCode, errorMessage, recordErrors, hasLogStartOffset } = validated;
    partition.stats.refused(errorCode, records?.byteLength ?? 0);
    const logStartOffset = hasLogStartOffset ? partition.log.logStartOffset : -1;
    answer({ errorCode, errorMessage, recordErrors, logStartOffset });
    return;
  }
  if (validated.isTransactional) answer(refuseTransaction());
  else append(partition, validated, answer);
}

/**
 * Appends a batch, or finds where it was appended before; `answer` learns of it when the batch is
 * durable, or never will be.
 */
function append(
  { log, leaderEpoch, stats }: Partition,
  records: AcceptedRecords,
  answer: Answer,
): void {
  const appended = log.appendAsLeader(records, {
    leaderEpoch,
    onDurable: (error) => {
      if (error !== undefined) answer(failureOutcome(error));
      else if (appended.type !== 'refused') {
        const { baseOffset } = appended;
        const logAppendTimeMs =
          appended.type === 'duplicate' ? appended.logAppendTime : records.logAppendTime;
        answer({ baseOffset, logStartOffset: log.logStartOffset, logAppendTimeMs });
      }
    },
  });
  if (appended.type === 'refused') {
    const { errorCode, errorMessage } = appended;
    stats.refused(errorCode, records.batch.byteLength);
    answer({ errorCode, errorMessage, logStartOffset: log.logStartOffset });
  } else stats.appended(records.recordsCount, records.batch.byteLength);
}
