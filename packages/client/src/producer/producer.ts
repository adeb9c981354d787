import { KafkaError } from '@odradek/base';
import {
  compressionImplementations,
  CompressionType,
  loadCompression,
  RECORD_BATCH_OVERHEAD,
} from '@odradek/protocol';

import type { InEnvironment } from '../client-options.ts';
import { closedError } from '../closed-error.ts';
import { Pauses } from '../time/pauses.ts';
import type { ProducerOptions, RecordMetadata, RecordToSend } from './producer-options.ts';
import { type ProducerSettings, producerSettings } from './producer-settings.ts';
import { Sender } from './sender.ts';

/** Length, attributes, two deltas, two lengths and a count, at their longest. */
const RECORD_OVERHEAD_MAX = 41;
/** The lengths of a header's key and value, at their longest. */
const HEADER_OVERHEAD_MAX = 10;

/** How long `close` waits. */
export interface CloseOptions {
  /** In milliseconds; the default is as long as it takes, at most `delivery.timeout.ms`. */
  readonly timeoutMs?: number;
}

/**
 * Sends records to the partitions of topics. By default each record is in the log once and in
 * order, whatever is repeated on the way, and is acknowledged when all in-sync replicas have it.
 * Connects when the first record is sent.
 */
export class Producer implements AsyncDisposable {
  private readonly settings: ProducerSettings;
  private readonly sender: Sender;
  private isClosing = false;
  private closing: Promise<void> | undefined;

  /** Raises `INVALID_CONFIG` if an option is not valid. */
  constructor(options: InEnvironment<ProducerOptions>) {
    this.settings = producerSettings(options);
    this.sender = new Sender(this.settings);
    const needsZstd = this.settings.compression === CompressionType.ZSTD;
    if (needsZstd && compressionImplementations().zstd === 'none') {
      void this.sender.hold(loadCompression());
    }
  }

  /**
   * Sends a record. Records of a partition are sent in the order of the calls, without waiting for
   * each other. Resolves when the record is acknowledged. Waits, at most `max.block.ms`, for the
   * metadata of its topic and for room in `buffer.memory`; then it is gathered with others, sent,
   * and sent again as long as `delivery.timeout.ms` allows.
   *
   * Never blocks, so a caller that does not await is not slowed down: what waits for metadata or for
   * room stands in line outside of `buffer.memory`, in memory that nothing bounds, one object, one
   * promise and what the record refers to for each. Whoever sends much awaits now and then. Buffers
   * are copied only when the record is put into a batch; while it waits they are referred to, and
   * must not change until `send` has settled.
   *
   * Rejects with the error of the broker that refused it; with `REQUEST_TIMED_OUT` if it was not
   * acknowledged in time, though it may be in the log; with `ODRADEK_BUFFER_EXHAUSTED` or
   * `UNKNOWN_TOPIC_OR_PARTITION` if it waited in vain; with `MESSAGE_TOO_LARGE` above
   * `max.request.size`; with `ODRADEK_INVALID_ARGUMENT` for what is no record.
   */
  send(record: RecordToSend): Promise<RecordMetadata> {
    return new Promise((resolve, reject) => {
      if (this.isClosing) throw closedError();
      checkRecord(record);
      const { clock } = this.settings.client.environment;
      const { topic, partition, key = null, value, headers = [] } = record;
      const sizeInBytesMax = this.checkedSize(record);
      const blockedUntilMs = clock.monotonicMs() + this.settings.maxBlockMs;
      const timestamp = record.timestamp ?? clock.now();
      this.sender.add({
        topic,
        partition,
        key,
        value,
        headers,
        timestamp,
        sizeInBytesMax,
        blockedUntilMs,
        resolve,
        reject,
      });
    });
  }

  private checkedSize(record: RecordToSend): number {
    const { maxRequestSize, bufferMemory } = this.settings;
    const bytes = recordBytesMax(record);
    if (bytes <= maxRequestSize && bytes <= bufferMemory) return bytes;
    const [setting, limit] =
      bytes > maxRequestSize
        ? (['max.request.size', maxRequestSize] as const)
        : (['buffer.memory', bufferMemory] as const);
    throw new KafkaError(
      'MESSAGE_TOO_LARGE',
      `The record takes ${bytes} bytes, more than ${setting}=${limit}; raise that, and ` +
        'max.message.bytes of the topic if need be.',
    );
  }

  /** Resolves when every record that was sent before is settled; none lingers until then. */
  flush(): Promise<void> {
    return this.sender.flush();
  }

  /**
   * Takes no more records, waits for those that were sent and closes the connections. With
   * `timeoutMs` what is not settled by then is rejected with `ODRADEK_CLIENT_CLOSED`.
   */
  close(options: CloseOptions = {}): Promise<void> {
    this.closing ??= this.finish(options);
    return this.closing;
  }

  private async finish({ timeoutMs }: CloseOptions): Promise<void> {
    this.isClosing = true;
    const pauses = new Pauses(this.settings.client.environment.clock);
    const flushed = this.sender.flush();
    await (timeoutMs === undefined ? flushed : Promise.race([flushed, pauses.pause(timeoutMs)]));
    pauses.close();
    this.sender.close();
  }

  /** As `close`. */
  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }
}

function checkRecord({ topic, partition, key, value, headers, timestamp }: RecordToSend): void {
  if (typeof topic !== 'string' || topic === '') throw invalid('topic', topic, 'the name of one');
  if (partition !== undefined && !isCount(partition)) {
    throw invalid('partition', partition, 'an integer from 0');
  }
  if (key !== undefined && !isBytes(key)) throw invalid('key', key, 'a Buffer, a string or null');
  if (!isBytes(value)) throw invalid('value', value, 'a Buffer, a string or null for a tombstone');
  if (timestamp !== undefined && !isCount(timestamp)) {
    throw invalid('timestamp', timestamp, 'milliseconds since 1970 as an integer');
  }
  for (const header of headers ?? []) {
    if (typeof header.key !== 'string') throw invalid('key of a header', header.key, 'a string');
    if (!isBytes(header.value)) {
      throw invalid('value of a header', header.value, 'a Buffer, a string or null');
    }
  }
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function isBytes(value: unknown): boolean {
  return value === null || typeof value === 'string' || Buffer.isBuffer(value);
}

function invalid(what: string, value: unknown, wanted: string): KafkaError {
  return new KafkaError(
    'ODRADEK_INVALID_ARGUMENT',
    `The ${what} of a record is ${describe(value)}; give ${wanted}.`,
  );
}

function describe(value: unknown): string {
  if (typeof value === 'number' || value === undefined) return String(value);
  return typeof value === 'string' ? `"${value}"` : `of type ${typeof value}`;
}

/** At least what a record takes in a batch of its own, before compression. */
function recordBytesMax({ key, value, headers = [] }: RecordToSend): number {
  let bytes = RECORD_BATCH_OVERHEAD + RECORD_OVERHEAD_MAX + bytesOf(key) + bytesOf(value);
  for (const header of headers) {
    bytes += HEADER_OVERHEAD_MAX + bytesOf(header.key) + bytesOf(header.value);
  }
  return bytes;
}

function bytesOf(value: Buffer | string | null | undefined): number {
  if (value === null || value === undefined) return 0;
  return typeof value === 'string' ? Buffer.byteLength(value) : value.byteLength;
}
