import { KafkaError } from '@odradek/base';
import { type CompressionType, compressionTypeFromName } from '@odradek/protocol';

import { type ClientSettings, clientSettings, integerSetting } from '../client-settings.ts';
import type { InEnvironment } from '../client-options.ts';
import type { ProducerOptions } from './producer-options.ts';

/** The options of a producer, checked, with defaults filled in. */
export interface ProducerSettings {
  readonly client: ClientSettings;
  /** -1 for all. */
  readonly acks: -1 | 0 | 1;
  readonly isIdempotent: boolean;
  readonly compression: CompressionType;
  readonly lingerMs: number;
  readonly batchSize: number;
  readonly maxInFlight: number;
  readonly deliveryTimeoutMs: number;
  readonly maxRequestSize: number;
  readonly bufferMemory: number;
  readonly maxBlockMs: number;
}

const IN_FLIGHT_MAX_IDEMPOTENT = 5;

/** Checks the options of a producer, each and together. Raises `INVALID_CONFIG`. */
export function producerSettings(options: InEnvironment<ProducerOptions>): ProducerSettings {
  const client = clientSettings(options);
  const acks = options.acks === undefined || options.acks === 'all' ? -1 : options.acks;
  const lingerMs = integerSetting('linger.ms', options.lingerMs, 5);
  const settings: ProducerSettings = {
    client,
    acks,
    isIdempotent: options.enableIdempotence ?? acks === -1,
    compression: compressionTypeFromName(options.compression ?? 'none'),
    lingerMs,
    batchSize: integerSetting('batch.size', options.batchSize, 16_384),
    maxInFlight: integerSetting(
      'max.in.flight.requests.per.connection',
      options.maxInFlightRequestsPerConnection,
      IN_FLIGHT_MAX_IDEMPOTENT,
      1,
    ),
    deliveryTimeoutMs: integerSetting(
      'delivery.timeout.ms',
      options.deliveryTimeoutMs,
      Math.max(120_000, lingerMs + client.requestTimeoutMs),
      1,
    ),
    maxRequestSize: integerSetting('max.request.size', options.maxRequestSize, 1_048_576, 1),
    bufferMemory: integerSetting('buffer.memory', options.bufferMemory, 33_554_432, 1),
    maxBlockMs: integerSetting('max.block.ms', options.maxBlockMs, 60_000),
  };
  checkTogether(settings, options.acks);
  return settings;
}

function checkTogether(settings: ProducerSettings, acks: unknown): void {
  if (![-1, 0, 1].includes(settings.acks)) {
    throw invalid(`acks is ${String(acks)}; use 'all', 1 or 0.`);
  }
  if (settings.isIdempotent && settings.acks !== -1) {
    throw invalid(
      `enable.idempotence needs acks=all, and acks is ${settings.acks}; change one of them.`,
    );
  }
  if (settings.isIdempotent && settings.maxInFlight > IN_FLIGHT_MAX_IDEMPOTENT) {
    throw invalid(
      `max.in.flight.requests.per.connection is ${settings.maxInFlight}; use at most ` +
        `${IN_FLIGHT_MAX_IDEMPOTENT} with enable.idempotence, or turn that off.`,
    );
  }
  const least = settings.lingerMs + settings.client.requestTimeoutMs;
  if (settings.deliveryTimeoutMs < least) {
    throw invalid(
      `delivery.timeout.ms is ${settings.deliveryTimeoutMs}; use at least ${least}, which is ` +
        'linger.ms + request.timeout.ms, so that one request has a chance.',
    );
  }
}

function invalid(message: string): KafkaError {
  return new KafkaError('INVALID_CONFIG', message);
}
