import { KafkaError } from '@odradek/base';
import { ErrorCode, errorByCode, errorOf } from '@odradek/protocol';
import type { PartitionProduceResponse } from '@odradek/protocol/messages/00-produce';

import { backoffMs } from '../time/exponential-backoff.ts';
import type { SentBatch } from './produce-request.ts';
import type { ProducerBatch } from './producer-batch.ts';
import type { ProducerSequences } from './producer-sequences.ts';
import type { ProducerSettings } from './producer-settings.ts';
import type { RecordAccumulator } from './record-accumulator.ts';

const NO_OFFSET = -1;
const NO_TIMESTAMP = -1;

/**
 * Decides what becomes of a batch that was sent: acknowledged, split, sent again, refused or given
 * up. The order of the rules is that of `Sender.completeBatch` in Kafka's producer.
 */
export class BatchOutcomes {
  private readonly settings: ProducerSettings;
  private readonly accumulator: RecordAccumulator;
  private readonly sequences: ProducerSequences | undefined;

  constructor(
    settings: ProducerSettings,
    accumulator: RecordAccumulator,
    sequences: ProducerSequences | undefined,
  ) {
    this.settings = settings;
    this.accumulator = accumulator;
    this.sequences = sequences;
  }

  /** A broker has answered. Answers whether metadata should be asked for anew. */
  answered(sent: SentBatch, response: PartitionProduceResponse, nowMs: number): boolean {
    const { batch } = sent;
    const { errorCode } = response;
    if (errorCode === ErrorCode.NONE) {
      this.acknowledge(sent, response.baseOffset, response.logAppendTimeMs);
      return false;
    }
    if (!batch.isDone) this.refused(sent, response, nowMs);
    return errorByCode(errorCode)?.refreshes === 'metadata';
  }

  private refused(sent: SentBatch, response: PartitionProduceResponse, nowMs: number): void {
    const { batch } = sent;
    const { errorCode, errorMessage } = response;
    if (errorCode === ErrorCode.MESSAGE_TOO_LARGE && batch.recordsCount > 1) {
      this.split(batch);
    } else if (this.isExpired(batch, nowMs)) {
      this.expire(batch, nowMs, errorOf(errorCode, errorMessage));
    } else if (this.canRetry(sent, response)) {
      this.retry(batch, nowMs);
    } else if (errorCode === ErrorCode.DUPLICATE_SEQUENCE_NUMBER) {
      // It is in the log, and the broker no longer knows where.
      this.acknowledge(sent, NO_OFFSET, NO_TIMESTAMP);
    } else {
      this.fail(batch, refusalErrors(batch, response));
    }
  }

  /** The request failed without an answer for the batch, so its fate is not known. */
  lost(sent: SentBatch, error: KafkaError, nowMs: number): void {
    const { batch } = sent;
    if (batch.isDone) return;
    if (this.isExpired(batch, nowMs)) this.expire(batch, nowMs, error);
    else this.retry(batch, nowMs);
  }

  /** The batch was sent and no answer will come. */
  sentUnanswered(batch: ProducerBatch): void {
    batch.complete(NO_OFFSET, NO_TIMESTAMP);
    this.accumulator.release(batch);
  }

  private acknowledge(sent: SentBatch, baseOffset: number, logAppendTimeMs: number): void {
    const { batch, sentAs } = sent;
    this.sequences?.complete(this.accumulator.queueOf(batch), batch, sentAs);
    batch.complete(baseOffset, logAppendTimeMs);
    this.accumulator.release(batch);
  }

  private split(batch: ProducerBatch): void {
    const parts = batch.split(this.settings.batchSize);
    this.sequences?.split(this.accumulator.queueOf(batch), batch, parts);
    this.accumulator.putParts(batch, parts);
  }

  private canRetry(sent: SentBatch, response: PartitionProduceResponse): boolean {
    const { errorCode, logStartOffset } = response;
    if (this.sequences === undefined) return errorByCode(errorCode)?.retriable ?? false;
    const queue = this.accumulator.queueOf(sent.batch);
    const refusal = { errorCode, logStartOffset, sentAs: sent.sentAs };
    return this.sequences.canRetry(queue, sent.batch, refusal);
  }

  private retry(batch: ProducerBatch, nowMs: number): void {
    const { retryBackoff, environment } = this.settings.client;
    batch.retryAtMs = nowMs + backoffMs(retryBackoff, batch.attempts, environment.random);
    this.accumulator.putBack(batch);
  }

  /** Rejects the records of a batch that is in no queue. */
  fail(batch: ProducerBatch, errorAt: (index: number) => KafkaError): void {
    this.sequences?.fail(this.accumulator.queueOf(batch), batch);
    batch.fail(errorAt);
    this.accumulator.release(batch);
  }

  /** Whether the time that a batch may take is over. */
  isExpired(batch: ProducerBatch, nowMs: number): boolean {
    return batch.createdMs + this.settings.deliveryTimeoutMs <= nowMs;
  }

  /** Gives a batch up that is in no queue. `cause` is why it was not delivered, if that is known. */
  expire(batch: ProducerBatch, nowMs: number, cause?: KafkaError): void {
    const { topic, partition, recordsCount, attempts } = batch;
    const waitedMs = Math.round(nowMs - batch.createdMs);
    const message =
      `${recordsCount} records of topic "${topic}", partition ${partition}, were not acknowledged ` +
      `within delivery.timeout.ms: ${waitedMs} ms and ${attempts} attempts` +
      (cause === undefined ? '.' : `; the last failed: ${cause.message}`);
    const error = new KafkaError('REQUEST_TIMED_OUT', message, { retriable: true, cause });
    this.sequences?.expire(this.accumulator.queueOf(batch), batch);
    batch.fail(() => error);
    this.accumulator.release(batch);
  }
}

/**
 * The error of each record of a batch that was refused: the broker may have named the records that
 * were at fault (KIP-467), and then the others are told that it was not them.
 */
function refusalErrors(
  { topic, partition }: ProducerBatch,
  response: PartitionProduceResponse,
): (index: number) => KafkaError {
  const { errorCode, errorMessage, recordErrors } = response;
  const { code, message, retriable } = errorOf(errorCode, errorMessage);
  const where = `Topic "${topic}", partition ${partition}`;
  const error = new KafkaError(code, `${where}: ${message}`, { retriable });
  if (recordErrors.length === 0) return () => error;
  const messages = new Map(
    recordErrors.map(({ batchIndex, batchIndexErrorMessage }) => [
      batchIndex,
      batchIndexErrorMessage ?? message,
    ]),
  );
  const innocent = new KafkaError(
    code,
    `${where}: the record was in a batch with others that are not valid; send it again.`,
  );
  return (index) => {
    const own = messages.get(index);
    return own === undefined ? innocent : new KafkaError('INVALID_RECORD', `${where}: ${own}`);
  };
}
