import type { Clock } from '@odradek/base';

import type { BrokerConfig } from '../config/broker-config.ts';
import type { RequestMetrics } from '../metrics/request-metrics.ts';
import { LimitedReports } from './limited-reports.ts';
import type { RequestObserver } from './request-in-flight.ts';
import { SlowRequestLog } from './slow-request-log.ts';

/** Who hears of requests, and by what. */
export interface RequestObservation {
  readonly config: Pick<BrokerConfig, 'slowRequestLogMs'>;
  readonly clock: Clock;
  readonly requestMetrics: RequestMetrics;
  readonly report: (message: string) => void;
}

/** Counts every request, and tells the operator of slow ones. */
export function observeRequests(observation: RequestObservation): RequestObserver {
  const { config, clock, requestMetrics, report } = observation;
  const thresholdMs = config.slowRequestLogMs;
  if (thresholdMs === 0) return requestMetrics;
  const reports = new LimitedReports(clock, report, moreSlow);
  const slowRequests = new SlowRequestLog({ thresholdMs, tell: (line) => reports.tell(line) });
  return {
    completed(request) {
      requestMetrics.completed(request);
      slowRequests.completed(request);
    },
  };
}

function moreSlow(count: number): string {
  return `${count} more slow requests were left out.`;
}
