import { type Endpoint, KafkaError } from '@odradek/base';

import type { ClientEnvironment, ClientOptions, InEnvironment } from './client-options.ts';
import { parseBootstrapServers } from './connection/bootstrap-servers.ts';
import type { BackoffPolicy } from './time/exponential-backoff.ts';

/** The options that all clients share, checked, with defaults filled in. */
export interface ClientSettings {
  readonly environment: ClientEnvironment;
  readonly bootstrapServers: readonly Endpoint[];
  readonly clientId: string;
  readonly requestTimeoutMs: number;
  readonly connectTimeoutMs: number;
  readonly retryBackoff: BackoffPolicy;
  readonly reconnectBackoff: BackoffPolicy;
  readonly metadataMaxAgeMs: number;
  readonly receiveMessageMaxBytes: number;
}

const INT32_MAX = 0x7fffffff;
const MIB = 1024 * 1024;

/** Checks the options that all clients share. Raises `INVALID_CONFIG`. */
export function clientSettings(options: InEnvironment<ClientOptions>): ClientSettings {
  const retryBackoffMs = integerSetting('retry.backoff.ms', options.retryBackoffMs, 100);
  const reconnectMs = integerSetting('reconnect.backoff.ms', options.reconnectBackoffMs, 50);
  return {
    environment: options.environment,
    bootstrapServers: parseBootstrapServers(options.bootstrapServers),
    clientId: options.clientId ?? 'odradek',
    requestTimeoutMs: integerSetting('request.timeout.ms', options.requestTimeoutMs, 30_000, 1),
    connectTimeoutMs: integerSetting(
      'socket.connection.setup.timeout.ms',
      options.connectTimeoutMs,
      10_000,
      1,
    ),
    retryBackoff: {
      initialMs: retryBackoffMs,
      maxMs: integerSetting('retry.backoff.max.ms', options.retryBackoffMaxMs, 1000),
    },
    reconnectBackoff: {
      initialMs: reconnectMs,
      maxMs: integerSetting('reconnect.backoff.max.ms', options.reconnectBackoffMaxMs, 1000),
    },
    metadataMaxAgeMs: integerSetting('metadata.max.age.ms', options.metadataMaxAgeMs, 300_000, 1),
    receiveMessageMaxBytes: integerSetting(
      'receiveMessageMaxBytes',
      options.receiveMessageMaxBytes,
      100 * MIB,
      1024,
    ),
  };
}

/**
 * The value of a setting that is an integer from `min` to 2^31-1. Raises `INVALID_CONFIG` for any
 * other.
 */
export function integerSetting(
  name: string,
  value: number | undefined,
  defaultValue: number,
  min: number = 0,
): number {
  if (value === undefined) return defaultValue;
  if (Number.isInteger(value) && value >= min && value <= INT32_MAX) return value;
  throw new KafkaError(
    'INVALID_CONFIG',
    `${name} is ${value}; use an integer from ${min} to ${INT32_MAX}.`,
  );
}
