import type { Timestamp, Uuid } from '@odradek/base';
import { isInternalTopic } from '@odradek/cluster';
import {
  CompressionType,
  ErrorCode,
  isCompressionLoaded,
  loadCompression,
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
  acceptCheckedRecords,
  type AcceptedRecords,
  type CheckedBatch,
  hasTransactionalRecords,
  type LogValidatorOptions,
  type RefusedRecords,
  RequestValidation,
  type ValidatedRecords,
  validateProducedRecords,
} from '@odradek/storage';

import type { TopicConfig } from '../config/topic-config.ts';
import type { Partition } from '../partition/partition.ts';
import { type BatchToCheck, sourceCodec, takesWork } from '../request/batch-checks.ts';
import type { BrokerServices } from '../request/broker-services.ts';
import { failureOutcome } from '../request/failure-outcome.ts';
import { defineHandler, type Exchange, type RequestHandler } from '../request/handler.ts';
import { whenOpened } from '../request/open-partitions.ts';

const ACKS_NONE = 0;
const ACKS_LEADER = 1;
const ACKS_ALL = -1;
const FIRST_VERSION_WITH_TOPIC_IDS = 13;

/**
 * Produce: one record batch for each partition, validated as Kafka's `LogValidator` does, appended,
 * and answered when it is durable. Without replicas acks 1 and all mean the same. With acks 0 there
 * is no answer, and an error closes the connection, as in Kafka: nothing else tells the producer.
 * Batches of one connection are checked beside each other and appended in the order in which they came.
 * A batch that an idempotent producer sends again is answered with the offset that it has. Transactions
 * are not served yet.
 */
export const produce: RequestHandler = defineHandler<ProduceRequest, ProduceResponse>({
  apiKey: 0,
  read: readProduceRequest,
  write: writeProduceResponse,
  isMadeReady: true,
  handle(exchange) {
    const run = newRun(exchange);
    const preparation = prepare(exchange);
    if (preparation === undefined) {
      checkBatches(run);
      return;
    }
    waitInOrder(run);
    preparation.then(
      () => checkBatches(run),
      (error: unknown) => {
        const { context, services } = exchange;
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
      configOf(services, name, topicId)?.compressionType === ZSTD ||
      partitionData.some(({ records }) => records !== null && sourceCodec(records) === ZSTD),
  );
}

function configOf(
  { image, topicConfigs }: BrokerServices,
  name: string,
  topicId: Uuid,
): TopicConfig | undefined {
  const topic = name === '' ? image.topics.topicById(topicId)?.name : name;
  return topic === undefined ? undefined : topicConfigs.of(topic);
}

function newRun(exchange: ProduceExchange): ProduceRun {
  const { request, services } = exchange;
  const partitions: PartitionToProduce[] = [];
  for (const [topicIndex, topic] of request.topicData.entries()) {
    for (const [partitionIndex, data] of topic.partitionData.entries()) {
      partitions.push({ topic, data, topicIndex, partitionIndex, checked: undefined });
    }
  }
  return {
    exchange,
    gathered: new GatheredResponses(exchange),
    partitions,
    now: services.clock.now(),
    named: partitions.length > 1 ? new Set() : undefined,
    refusal: refuseWithoutTransactionalId(request),
    validation: new RequestValidation(),
    checksLeft: 0,
    isAbandoned: false,
    becomeReady: undefined,
  };
}

/**
 * Begins with the batches that have to be inflated or compressed, which may take a while: then what
 * the connection sends next is made ready beside it, and appended behind it. When all of them were
 * checked the batches of the request are appended, in their order.
 */
function checkBatches(run: ProduceRun): void {
  const checked = run.partitions.length > 1 ? new Set<Partition>() : undefined;
  for (const partition of run.isAbandoned ? [] : run.partitions) {
    const batch = batchToCheck(run, partition, checked);
    if (batch === undefined) continue;
    partition.checked = run.exchange.services.batchChecks.check(batch);
    if (partition.checked === undefined) run.checksLeft++;
  }
  if (run.checksLeft > 0) {
    waitInOrder(run);
  } else if (run.becomeReady !== undefined) run.becomeReady();
  else if (run.exchange.context.isNext) appendAll(run);
  else run.exchange.context.enterOrder(() => appendAll(run))();
}

/** Takes the place of the request, which comes when it is ready and those before have been appended. */
function waitInOrder(run: ProduceRun): void {
  if (run.becomeReady !== undefined) return;
  const { context, request } = run.exchange;
  run.becomeReady = context.enterOrder(() => appendAll(run));
  // With acks=0 nobody waits for an answer anyway: what was sent is taken.
  if (request.acks === ACKS_NONE) return;
  context.onClose(() => {
    run.isAbandoned = true;
  });
}

/**
 * What a partition is to get, if that takes work and the partition is there; once, as one that is named
 * again is refused.
 */
function batchToCheck(
  run: ProduceRun,
  partition: PartitionToProduce,
  checked: Set<Partition> | undefined,
): BatchToCheck | undefined {
  const { services } = run.exchange;
  const { topic, data } = partition;
  const { records } = data;
  const config = configOf(services, topic.name, topic.topicId);
  if (records === null || config === undefined || run.refusal !== undefined) return undefined;
  if (!takesWork(records, config)) return undefined;
  const found = find(run.exchange, partition);
  if (found.type !== 'found' || checked?.has(found.partition) === true) return undefined;
  checked?.add(found.partition);
  return {
    records,
    options: validatorOptions(run, config),
    isAbandoned: () => run.isAbandoned,
    onChecked: (result) => {
      partition.checked = result;
      run.checksLeft--;
      if (run.checksLeft === 0) run.becomeReady?.();
    },
  };
}

function find({ services, context }: ProduceExchange, { topic, data }: PartitionToProduce) {
  return context.apiVersion >= FIRST_VERSION_WITH_TOPIC_IDS
    ? services.replicaManager.findById(topic.topicId, data.index)
    : services.replicaManager.find(topic.name, data.index);
}

/** Appends what was sent to each partition, or finds why not. */
function appendAll(run: ProduceRun): void {
  // Nobody is told any more what becomes of it.
  if (run.isAbandoned) return;
  const { services, context } = run.exchange;
  // It may have waited: times of appends to a log must not go back.
  run.now = services.clock.now();
  for (const partition of run.partitions) produceToPartition(run, partition);
  // What was appended was copied; the rest are names and ids.
  context.releaseBytes();
  run.gathered.countDown();
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
  /** What became of its batch, if that took work. */
  checked: CheckedBatch | RefusedRecords | undefined;
}

/** What the partitions of one request share. */
interface ProduceRun {
  readonly exchange: ProduceExchange;
  readonly gathered: GatheredResponses;
  readonly partitions: readonly PartitionToProduce[];
  now: Timestamp;
  /** The partitions that stood in the request so far, if there are several. */
  readonly named: Set<Partition> | undefined;
  /** Why nothing of the request is taken, if so. */
  readonly refusal: Refusal | undefined;
  readonly validation: RequestValidation;
  /** How many batches are still being checked. */
  checksLeft: number;
  /** Whether the connection has closed before anything was appended, so that nothing need be. */
  isAbandoned: boolean;
  /** Says that all is ready to be appended, if the request had to take its place and wait. */
  becomeReady: (() => void) | undefined;
}

function produceToPartition(run: ProduceRun, partition: PartitionToProduce): void {
  const { exchange, named, refusal: requestRefusal } = run;
  const { data, topicIndex, partitionIndex, checked } = partition;
  const { request, services } = exchange;
  const answer: Answer = (outcome) => {
    const { index } = data;
    const response = { ...defaultPartitionProduceResponse, index, baseOffset: -1, ...outcome };
    run.gathered.set(topicIndex, partitionIndex, response);
  };
  if (requestRefusal !== undefined) {
    answer(requestRefusal);
    return;
  }
  const found = find(exchange, partition);
  const refusal = found.type === 'error' ? found : refuseRequest(request, found.partition, named);
  if (refusal !== undefined) {
    answer({ errorCode: refusal.errorCode, errorMessage: refusal.errorMessage });
  } else if (found.type === 'found') {
    found.partition.stats.totalProduceRequests++;
    const options = validatorOptions(run, services.topicConfigs.of(found.partition.topic));
    const { records } = data;
    const validated =
      checked === undefined || records === null
        ? validateProducedRecords(records, options)
        : acceptIfChecked(records, checked, options);
    produceRecords(found.partition, validated, records?.byteLength ?? 0, answer);
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
  config: TopicConfig,
): LogValidatorOptions {
  const { services, context } = exchange;
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
    level: config.produceValidation,
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

function acceptIfChecked(
  records: Buffer,
  checked: CheckedBatch | RefusedRecords,
  options: LogValidatorOptions,
): ValidatedRecords {
  return checked.type === 'refused' ? checked : acceptCheckedRecords(records, checked, options);
}

/** `bytes` is what was sent. */
function produceRecords(
  partition: Partition,
  validated: ValidatedRecords,
  bytes: number,
  answer: Answer,
): void {
  if (validated.type === 'refused') {
    const { errorCode, errorMessage, recordErrors, hasLogStartOffset } = validated;
    partition.stats.refused(errorCode, bytes);
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
