import { ApiKey } from '@odradek/protocol';

import type { RequestInFlight } from './request-in-flight.ts';

/**
 * The APIs that wait for something to happen because the client asks for it: what they take of that
 * is no slowness.
 */
const LONG_POLLS: ReadonlySet<number> = new Set([
  ApiKey.Fetch,
  ApiKey.JoinGroup,
  ApiKey.SyncGroup,
  ApiKey.ShareFetch,
]);

/** What is told of a request. */
type SlowRequest = Pick<
  RequestInFlight,
  | 'apiKey'
  | 'apiName'
  | 'apiVersion'
  | 'clientId'
  | 'remoteAddress'
  | 'byteLength'
  | 'responseBytes'
  | 'receivedMs'
  | 'startedMs'
  | 'handledMs'
  | 'answeredMs'
  | 'sendingMs'
  | 'sentMs'
  | 'throttledMs'
>;

/** What a slow-request log needs. */
export interface SlowRequestLogOptions {
  /** `odradek.slow.request.log.ms`: requests that take as long are told. */
  readonly thresholdMs: number;
  /** Takes a line; it should take only so many. */
  readonly tell: (line: string) => void;
}

/**
 * Tells the operator of requests that took long, with the time of each phase, one line each:
 *
 *   Slow request: api=Produce version=12 client.id="orders" client=10.0.0.9:40812 total.ms=1200.5
 *   queue.ms=0.1 local.ms=0.3 remote.ms=1200.0 throttle.ms=0.0 response.queue.ms=0.0 send.ms=0.1
 *   request.bytes=1150 response.bytes=56
 *
 * Of those that wait because they were asked to, such as Fetch, the remote time does not count.
 */
export class SlowRequestLog {
  private readonly options: SlowRequestLogOptions;

  constructor(options: SlowRequestLogOptions) {
    this.options = options;
  }

  /** A request has ended; most are quick, and cost next to nothing here. */
  completed(request: SlowRequest): void {
    const { thresholdMs, tell } = this.options;
    const totalMs = request.sentMs - request.receivedMs;
    if (totalMs < thresholdMs) return;
    if (totalMs - waitedMs(request) < thresholdMs) return;
    tell(describeSlow(request));
  }
}

function waitedMs({ apiKey, answeredMs, handledMs }: SlowRequest): number {
  return LONG_POLLS.has(apiKey) ? answeredMs - handledMs : 0;
}

const CLIENT_ID_CHARS_MAX = 100;

function describeSlow(request: SlowRequest): string {
  const { receivedMs, startedMs, handledMs, answeredMs, sendingMs, sentMs } = request;
  const times: readonly (readonly [phase: string, ms: number])[] = [
    ['total', sentMs - receivedMs],
    ['queue', startedMs - receivedMs],
    ['local', handledMs - startedMs],
    ['remote', answeredMs - handledMs],
    ['throttle', request.throttledMs],
    ['response.queue', sendingMs - answeredMs],
    ['send', sentMs - sendingMs],
  ];
  // Quoted and cut off: what a client calls itself can neither forge nor flood what is read.
  const clientId = JSON.stringify((request.clientId ?? '').slice(0, CLIENT_ID_CHARS_MAX));
  return [
    `Slow request: api=${request.apiName}`,
    `version=${request.apiVersion}`,
    `client.id=${clientId}`,
    `client=${request.remoteAddress}`,
    ...times.map(([phase, ms]) => `${phase}.ms=${ms.toFixed(1)}`),
    `request.bytes=${request.byteLength}`,
    `response.bytes=${request.responseBytes}`,
  ].join(' ');
}
