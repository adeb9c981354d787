import { assert, KafkaError } from '@odradek/base';

import { closedError } from '../closed-error.ts';
import { Cluster } from '../cluster/cluster.ts';
import type { BrokerConnection } from '../connection/broker-connection.ts';
import { isWorthRepeating } from '../connection/network-error.ts';
import { backoffMs } from '../time/exponential-backoff.ts';
import type { CallOptions } from './admin-options.ts';
import type { AdminSettings } from './admin-settings.ts';

/** What became of one item of a call: its result, or an error that may pass. */
export type Outcome<Result> =
  | { readonly type: 'settled'; readonly result: Result }
  | { readonly type: 'open'; readonly result: Result };

/** One attempt at what is still open of a call. Answers an outcome for each item, in order. */
export type Attempt<Item, Result> = (
  items: readonly Item[],
  timeoutMs: number,
) => Promise<readonly Outcome<Result>[]>;

/** Repeats requests of an admin client until they are settled or time is over. */
export class AdminCalls {
  readonly cluster: Cluster;
  private readonly settings: AdminSettings;
  private isClosed = false;

  constructor(settings: AdminSettings) {
    this.settings = settings;
    this.cluster = new Cluster(settings.client, {
      allowAutoTopicCreation: false,
      onChange: () => {},
    });
  }

  /**
   * Repeats an attempt that fails with an error that may pass. Rejects with any other error, with
   * the last one when time is over, and with `ODRADEK_CLIENT_CLOSED`.
   */
  async repeat<Result>(
    options: CallOptions,
    attempt: (timeoutMs: number) => Promise<Result>,
  ): Promise<Result> {
    const deadlineMs = this.deadlineMs(options);
    for (let failures = 1; ; failures++) {
      if (this.isClosed) throw closedError();
      try {
        return await attempt(this.timeoutMs(deadlineMs));
      } catch (error) {
        if (!(error instanceof KafkaError) || !isWorthRepeating(error)) throw error;
        if (!(await this.canPause(failures, deadlineMs))) throw error;
      }
    }
  }

  /**
   * Repeats attempts for what is open, and answers one result for each item, in order: when time is
   * over, what the last attempt said. Rejects as `repeat` if an attempt fails as a whole.
   */
  async settleAll<Item, Result>(
    items: readonly Item[],
    options: CallOptions,
    attempt: Attempt<Item, Result>,
  ): Promise<readonly Result[]> {
    const deadlineMs = this.deadlineMs(options);
    const results: Result[] = [];
    let open = [...items.entries()];
    for (let failures = 1; open.length > 0; failures++) {
      const asked = open;
      const timeoutMs = Math.max(deadlineMs - this.nowMs, 1);
      const outcomes = await this.repeat({ timeoutMs }, (attemptMs) =>
        attempt(
          asked.map(([, item]) => item),
          attemptMs,
        ),
      );
      assert(outcomes.length === asked.length, 'an attempt has an outcome for each item');
      for (const [position, { result }] of outcomes.entries()) {
        const index = asked[position]?.[0];
        if (index !== undefined) results[index] = result;
      }
      open = asked.filter((_, position) => outcomes[position]?.type === 'open');
      if (open.length > 0 && !(await this.canPause(failures, deadlineMs))) break;
    }
    return results;
  }

  private get nowMs(): number {
    return this.settings.client.environment.clock.monotonicMs();
  }

  private deadlineMs({ timeoutMs }: CallOptions): number {
    return this.nowMs + (timeoutMs ?? this.settings.defaultApiTimeoutMs);
  }

  private timeoutMs(deadlineMs: number): number {
    const leftMs = Math.max(Math.ceil(deadlineMs - this.nowMs), 1);
    return Math.min(leftMs, this.settings.client.requestTimeoutMs);
  }

  /** Pauses before the next attempt. False, and no pause, if there is no time for one. */
  private async canPause(failures: number, deadlineMs: number): Promise<boolean> {
    const { retryBackoff, environment } = this.settings.client;
    const pauseMs = backoffMs(retryBackoff, failures, environment.random);
    if (this.isClosed || this.nowMs + pauseMs >= deadlineMs) return false;
    await this.cluster.pauses.pause(pauseMs);
    return !this.isClosed;
  }

  /** A connection to the controller, or a broker that forwards to it. Rejects as `askMetadata`. */
  async controller(): Promise<BrokerConnection> {
    const known = this.cluster.ready(this.cluster.metadata.controllerId);
    if (known !== undefined) return known;
    const { controllerId } = await this.cluster.askMetadata([], false);
    return controllerId < 0 ? this.cluster.anyConnection() : this.cluster.connect(controllerId);
  }

  /** A connection to a broker of which only the id is known. Rejects as `askMetadata`. */
  async broker(brokerId: number): Promise<BrokerConnection> {
    const known = this.cluster.ready(brokerId);
    if (known !== undefined) return known;
    await this.cluster.askMetadata([], false);
    return this.cluster.connect(brokerId);
  }

  /** Forgets which broker is the controller, because it said that it is not. */
  forgetController(): void {
    this.cluster.metadata.controllerId = -1;
  }

  /** Closes all connections; calls under way reject. */
  close(): void {
    this.isClosed = true;
    this.cluster.close();
  }
}
