import type { Clock, Network, RandomSource } from '@odradek/base';

/** What a client needs from the world: time, chance and connections. Nothing else is touched. */
export interface ClientEnvironment {
  readonly clock: Clock;
  /** Jitter of backoffs, the choice of brokers to ask and of partitions for records without key. */
  readonly random: RandomSource;
  readonly network: Network;
}

/** What producers, consumers and admin clients have in common. Durations are in milliseconds. */
export interface ClientOptions {
  /**
   * `bootstrap.servers`: where to ask for the brokers of the cluster, as `host:port` with IPv6
   * addresses in brackets; a text may hold several with commas between.
   */
  readonly bootstrapServers: string | readonly string[];
  /** `client.id`, which stands in logs and quotas of the brokers. The default is `odradek`. */
  readonly clientId?: string;
  /**
   * `request.timeout.ms`: how long a response may take. After it the connection is closed. The
   * default is 30000.
   */
  readonly requestTimeoutMs?: number;
  /** `socket.connection.setup.timeout.ms`: how long connecting may take. The default is 10000. */
  readonly connectTimeoutMs?: number;
  /** `retry.backoff.ms`: the pause before a request is repeated for the first time, 100. */
  readonly retryBackoffMs?: number;
  /** `retry.backoff.max.ms`: the pause doubles with each repetition up to this, 1000. */
  readonly retryBackoffMaxMs?: number;
  /** `reconnect.backoff.ms`: the pause before connecting again to a broker, 50. */
  readonly reconnectBackoffMs?: number;
  /** `reconnect.backoff.max.ms`: the pause doubles with each failure up to this, 1000. */
  readonly reconnectBackoffMaxMs?: number;
  /** `metadata.max.age.ms`: after how long metadata is asked for anew, 300000. */
  readonly metadataMaxAgeMs?: number;
  /**
   * The largest response that is accepted, in bytes; a larger one closes the connection. The
   * default is 100 MiB.
   */
  readonly receiveMessageMaxBytes?: number;
  /** Clock, chance and network. The classes of `@odradek/client/node` use those of the machine. */
  readonly environment?: ClientEnvironment;
}

/** Options for a place that has no environment of its own: the core, which touches no world. */
export type InEnvironment<Options> = Options & { readonly environment: ClientEnvironment };
