import type { Clock } from '@odradek/base';

import type { RequestContext } from '../request/request-context.ts';
import type { ControllerMutationQuota } from './controller-mutation-quota-manager.ts';
import type { QuotaClient } from './quota-limits.ts';
import type { QuotaManagers } from './quota-managers.ts';

/** The user of everybody as long as nobody proves to be another one: `User:ANONYMOUS`. */
const ANONYMOUS = 'ANONYMOUS';

/** What a response may tell of the throttling of its client. */
interface Throttleable {
  readonly throttleTimeMs?: number;
}

/**
 * Holds requests to the quotas of their clients: counts what they took, tells in the response how long
 * the client should wait, and reads nothing of its connection meanwhile, should it not (KIP-219,
 * Kafka's `RequestHandlerHelper`). Ask `isEnabled` first: without quotas all this is to cost nothing.
 */
export class RequestQuotas {
  private readonly managers: QuotaManagers;
  private readonly clock: Clock;

  constructor(managers: QuotaManagers, clock: Clock) {
    this.managers = managers;
    this.clock = clock;
  }

  /** Whether any user or client id has a quota. */
  get isEnabled(): boolean {
    return this.managers.isEnabled;
  }

  /**
   * Counts the time that a request took. Throttles its connection, for this or for as long as the
   * response says already, if that is longer; answers the response that says so.
   */
  throttled<Response extends object>(context: RequestContext, response: Response): Response {
    const { throttleTimeMs = 0 } = response as Throttleable;
    const ms = Math.max(throttleTimeMs, this.recordRequest(context));
    if (ms === 0) return response;
    context.throttle(ms);
    return { ...response, throttleTimeMs: ms };
  }

  /** Counts the bytes of a Produce request. Answers how long its client should wait. */
  recordProduce(context: RequestContext): number {
    const client = quotaClientOf(context);
    return this.managers.produce.recordAndGetThrottleTimeMs(client, context.byteLength, this.nowMs);
  }

  /**
   * Counts the bytes of a Fetch response and the time that its request took. Throttles the connection
   * if it should wait, and answers for how long: then the bytes do not count, because the response has
   * to be an empty one.
   */
  throttleFetch(context: RequestContext, responseBytes: number): number {
    const { fetch } = this.managers;
    const client = quotaClientOf(context);
    const { nowMs } = this;
    const forTime = this.recordRequest(context);
    const forBytes = fetch.recordAndGetThrottleTimeMs(client, responseBytes, nowMs);
    const ms = Math.max(forTime, forBytes);
    if (ms === 0) return 0;
    fetch.unrecord(client, responseBytes, nowMs);
    context.throttle(ms);
    return ms;
  }

  /** The most bytes that a Fetch response may have, so that its client need not wait for ever. */
  fetchBytesMax(context: RequestContext): number {
    return this.managers.fetch.valueMaxInWindows(quotaClientOf(context));
  }

  /**
   * The quota for the partitions that a request creates or deletes, if its client has one. It is strict
   * from a version on; older clients do not know its error (KIP-599).
   */
  controllerMutation(
    context: RequestContext,
    strictSinceVersion: number,
  ): ControllerMutationQuota | undefined {
    const isStrict = context.apiVersion >= strictSinceVersion;
    return this.managers.controllerMutation.quotaFor(quotaClientOf(context), isStrict);
  }

  /** Counts the time of the event loop that a request took: a second of it is 100 percent of one. */
  private recordRequest(context: RequestContext): number {
    const { request } = this.managers;
    if (!request.isEnabled) return 0;
    const percentSeconds = context.localTimeMs / 10;
    return request.recordAndGetThrottleTimeMs(quotaClientOf(context), percentSeconds, this.nowMs);
  }

  private get nowMs(): number {
    return Math.floor(this.clock.monotonicMs());
  }
}

function quotaClientOf({ clientId }: RequestContext): QuotaClient {
  return { user: ANONYMOUS, clientId: clientId ?? '' };
}
