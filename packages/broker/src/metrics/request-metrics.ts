import { apiKeyInfo, ErrorCode, errorByCode } from '@odradek/protocol';

import type { CompletedRequest } from './completed-request.ts';
import { kafkaFamily, labelText, type Metric, type Sample } from './metric.ts';
import { visitErrorCodes } from './response-errors.ts';
import { summarySamples } from './summary-samples.ts';
import { WindowedHistograms } from './windowed-histograms.ts';

/** Histograms count microseconds. */
const UNITS_PER_MS = 1000;

/** The histograms of one API, in Kafka's words, with how many recorded units are one of its name. */
const HISTOGRAMS: readonly (readonly [name: string, units: number, help: string])[] = [
  ['RequestQueueTimeMs', UNITS_PER_MS, 'Until the handler began'],
  ['LocalTimeMs', UNITS_PER_MS, 'Until the handler had done what it could do at once'],
  [
    'RemoteTimeMs',
    UNITS_PER_MS,
    'Until the response was given: the wait for the disk, for records, for others',
  ],
  ['ThrottleTimeMs', UNITS_PER_MS, 'How long the client is kept waiting because of a quota'],
  [
    'ResponseQueueTimeMs',
    UNITS_PER_MS,
    'Until the responses of earlier requests of the connection were given',
  ],
  ['ResponseSendTimeMs', UNITS_PER_MS, 'Until the socket had taken the response'],
  [
    'TotalTimeMs',
    UNITS_PER_MS,
    'From the last byte of the request until the socket had taken the response',
  ],
  ['RequestBytes', 1, 'The size of the request'],
];
const QUEUE = 0;
const LOCAL = 1;
const REMOTE = 2;
const THROTTLE = 3;
const RESPONSE_QUEUE = 4;
const SEND = 5;
const TOTAL = 6;
const BYTES = 7;

const VERSIONS_MAX = 32;
const FETCH = 1;

/** What is counted of the requests of one API. */
class ApiMetrics {
  readonly histograms: WindowedHistograms = new WindowedHistograms(HISTOGRAMS.length);
  readonly versions: Float64Array = new Float64Array(VERSIONS_MAX);
  readonly errors: Map<number, number> = new Map();
  errorsNone = 0;

  /** Counts one error code; made once, not for each response. */
  readonly countError = (code: number): void => {
    if (code === ErrorCode.NONE) this.errorsNone++;
    else this.errors.set(code, (this.errors.get(code) ?? 0) + 1);
  };

  completed(request: CompletedRequest): void {
    const { apiVersion, receivedMs, startedMs, handledMs, answeredMs, sendingMs, sentMs } = request;
    const { histograms, versions } = this;
    versions[apiVersion] = (versions[apiVersion] ?? 0) + 1;
    histograms.begin(sentMs);
    histograms.record(QUEUE, (startedMs - receivedMs) * UNITS_PER_MS);
    histograms.record(LOCAL, (handledMs - startedMs) * UNITS_PER_MS);
    histograms.record(REMOTE, (answeredMs - handledMs) * UNITS_PER_MS);
    histograms.record(THROTTLE, request.throttledMs * UNITS_PER_MS);
    histograms.record(RESPONSE_QUEUE, (sendingMs - answeredMs) * UNITS_PER_MS);
    histograms.record(SEND, (sentMs - sendingMs) * UNITS_PER_MS);
    histograms.record(TOTAL, (sentMs - receivedMs) * UNITS_PER_MS);
    histograms.record(BYTES, request.byteLength);
  }
}

/**
 * How many requests of each API there were, of which versions, with which errors, and how long each
 * phase took (Kafka's `RequestMetrics`). An API that nobody asks for takes no memory.
 */
export class RequestMetrics {
  private readonly byApiKey: (ApiMetrics | undefined)[] = [];

  /** Counts a request whose response has left, or that has ended without one. */
  completed(request: CompletedRequest): void {
    this.of(request.apiKey).completed(request);
  }

  /** Counts the error codes of a response, also those that say that there was no error. */
  answered(apiKey: number, response: unknown): void {
    visitErrorCodes(apiKey, response, this.of(apiKey).countError);
  }

  private of(apiKey: number): ApiMetrics {
    const known = this.byApiKey[apiKey];
    if (known !== undefined) return known;
    const metrics = new ApiMetrics();
    this.byApiKey[apiKey] = metrics;
    return metrics;
  }

  /** The APIs that were asked for. */
  *all(): Iterable<readonly [apiKey: number, metrics: ApiMetrics]> {
    for (const [apiKey, metrics] of this.byApiKey.entries()) {
      if (metrics !== undefined) yield [apiKey, metrics];
    }
  }
}

/** What the metrics of requests are read from. */
export interface RequestMetricsSource {
  readonly requests: RequestMetrics;
  /** By the monotonic clock. */
  readonly nowMs: number;
}

/** The metrics of requests. */
export const REQUEST_METRICS: readonly Metric<RequestMetricsSource>[] = [
  {
    family: kafkaFamily(
      { domain: 'network', type: 'RequestMetrics', name: 'RequestsPerSec' },
      'counter',
      'Requests that are over',
      ['request', 'version'],
    ),
    samples: versionSamples,
  },
  {
    family: kafkaFamily(
      { domain: 'network', type: 'RequestMetrics', name: 'ErrorsPerSec' },
      'counter',
      'Error codes in responses, NONE among them; a response may have one for each partition',
      ['request', 'error'],
    ),
    samples: errorSamples,
  },
  ...HISTOGRAMS.map(([name, units, help], index) => ({
    family: kafkaFamily({ domain: 'network', type: 'RequestMetrics', name }, 'summary', help, [
      'request',
    ]),
    samples: (source: RequestMetricsSource) => histogramSamples(source, index, units),
  })),
];

function* versionSamples({ requests }: RequestMetricsSource): Iterable<Sample> {
  for (const [apiKey, { versions }] of requests.all()) {
    for (const request of requestNames(apiKey)) {
      for (const [version, value] of versions.entries()) {
        if (value > 0) yield { labels: labelText({ request, version }), value };
      }
    }
  }
}

/** As in Kafka, errors are not told apart by who fetched. */
function* errorSamples({ requests }: RequestMetricsSource): Iterable<Sample> {
  for (const [apiKey, { errors, errorsNone }] of requests.all()) {
    const request = requestName(apiKey);
    if (errorsNone > 0) yield { labels: labelText({ request, error: 'NONE' }), value: errorsNone };
    for (const [code, value] of errors) {
      yield { labels: labelText({ request, error: errorByCode(code)?.name ?? `${code}` }), value };
    }
  }
}

function* histogramSamples(
  { requests, nowMs }: RequestMetricsSource,
  index: number,
  units: number,
): Iterable<Sample> {
  for (const [apiKey, { histograms }] of requests.all()) {
    for (const request of requestNames(apiKey)) {
      yield* summarySamples(histograms, { index, units, nowMs, labels: { request } });
    }
  }
}

/** Kafka's metrics of fetches are also split by who fetches; followers are not served yet. */
function requestNames(apiKey: number): readonly string[] {
  const name = requestName(apiKey);
  return apiKey === FETCH ? [name, 'FetchConsumer'] : [name];
}

function requestName(apiKey: number): string {
  return apiKeyInfo(apiKey)?.name ?? `${apiKey}`;
}
