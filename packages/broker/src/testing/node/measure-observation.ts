/*
 * Measures what counting a request costs: `node dist/testing/node/measure-observation.js` prints
 * nanoseconds and bytes of garbage for each, the best of several rounds.
 */
import { SystemClock } from '@odradek/base/node';
import {
  defaultPartitionProduceResponse,
  defaultProduceResponse,
} from '@odradek/protocol/messages/00-produce';

import { RequestMetrics } from '../../metrics/request-metrics.ts';
import { observeRequests } from '../../request/observe-requests.ts';
import { RequestInFlight } from '../../request/request-in-flight.ts';

const REQUESTS = 1_000_000;
const ROUNDS = 7;
const NANOSECONDS_PER_MS = 1e6;
const KINDS = 1_024;

const clock = new SystemClock();
const requestMetrics = new RequestMetrics();
const config = { slowRequestLogMs: 1_000 };
const observer = observeRequests({ config, clock, requestMetrics, report: console.error });
const response = {
  ...defaultProduceResponse,
  responses: [
    { name: 'orders', topicId: '', partitionResponses: [defaultPartitionProduceResponse] },
  ],
};

/** Requests with other times each, so that no branch is always the same. */
const requests = Array.from({ length: KINDS }, (_, index) => {
  const atMs = clock.monotonicMs();
  const connection = { clock } as ConstructorParameters<typeof RequestInFlight>[0];
  const request = new RequestInFlight(connection, Buffer.alloc(index), { atMs, framesInUse: 0 });
  const api = { key: index % 2, name: 'Produce', versions: { min: 0, max: 18 } };
  const header = { api, apiVersion: 9 + (index % 4), clientId: 'bench', correlationId: index };
  request.begin(header as unknown as Parameters<RequestInFlight['begin']>[0]);
  request.startedMs = atMs + (index % 7) / 100;
  request.handledMs = request.startedMs + (index % 13) / 50;
  request.answeredMs = request.handledMs + (index % 97) / 3;
  request.sendingMs = request.answeredMs + (index % 3);
  request.sentMs = request.sendingMs + 0.01;
  return request;
});

function measure(name: string, run: (request: RequestInFlight) => void): void {
  let bestNs = Infinity;
  let bytes = Infinity;
  for (let round = 0; round < ROUNDS; round++) {
    const heap = process.memoryUsage().heapUsed;
    const begin = clock.monotonicMs();
    for (let index = 0; index < REQUESTS; index++) {
      const request = requests[index % KINDS];
      if (request !== undefined) run(request);
    }
    const ns = ((clock.monotonicMs() - begin) * NANOSECONDS_PER_MS) / REQUESTS;
    bestNs = Math.min(bestNs, ns);
    const grown = (process.memoryUsage().heapUsed - heap) / REQUESTS;
    if (grown >= 0) bytes = Math.min(bytes, grown);
  }
  console.log(`${name}: ${bestNs.toFixed(0)} ns, ${bytes.toFixed(2)} bytes of garbage`);
}

let sink = 0;
measure('the loop alone', (request) => {
  sink += request.byteLength;
});
measure('a request that has ended', (request) => observer.completed(request));
measure('the errors of its response', () => requestMetrics.answered(0, response));
measure('a look at the clock', () => {
  sink += clock.monotonicMs();
});
if (sink === 0) console.log('nothing was done');
