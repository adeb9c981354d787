import type { LogManager } from '@odradek/storage';

import {
  BROKER_METRICS,
  BROKER_STATE,
  type BrokerMetricsSource,
} from '../metrics/broker-metrics.ts';
import type { BrokerTopicStats } from '../metrics/broker-topic-stats.ts';
import type { GroupMetrics } from '../metrics/group-metrics.ts';
import { countPartitions } from '../metrics/partition-counts.ts';
import type { ProcessUsage } from '../metrics/process-metrics.ts';
import type { RequestMetrics } from '../metrics/request-metrics.ts';
import type { StorageMetrics } from '../metrics/storage-metrics.ts';
import { textExposition } from '../metrics/text-exposition.ts';
import type { BrokerServices } from '../request/broker-services.ts';
import type { BrokerServer } from './broker-server.ts';

/** What is looked at to tell how a broker is. */
export interface BrokerMonitorOptions {
  readonly services: BrokerServices;
  readonly server: BrokerServer;
  readonly logManager: LogManager;
  readonly requestMetrics: RequestMetrics;
  readonly topicStats: BrokerTopicStats;
  readonly storageMetrics: StorageMetrics;
  readonly groupMetrics: GroupMetrics;
}

/** Tells how a broker is to who asks from outside. */
export class BrokerMonitor {
  private readonly options: BrokerMonitorOptions;
  private isClosing = false;

  constructor(options: BrokerMonitorOptions) {
    this.options = options;
  }

  /** The broker shuts down: it is not ready any more. */
  noteClosing(): void {
    this.isClosing = true;
  }

  /** See `Broker.metricsText`. */
  metricsText(process: ProcessUsage | undefined): Generator<string, void, void> {
    return textExposition(BROKER_METRICS, this.source(process));
  }

  private source(process: ProcessUsage | undefined): BrokerMetricsSource {
    const {
      services,
      server,
      logManager,
      requestMetrics,
      topicStats,
      storageMetrics,
      groupMetrics,
    } = this.options;
    const { config, clock, image, replicaManager, logDirectories } = services;
    const { hosted } = replicaManager;
    return {
      requests: requestMetrics,
      nowMs: clock.monotonicMs(),
      topicStats,
      counts: countPartitions(hosted, image.topics, config.nodeId),
      hosted,
      logManager,
      logDirectories,
      storage: storageMetrics,
      connections: server.counts,
      connectionResources: services.connectionResources,
      process,
      refusedApis: services.refusedApis,
      brokerState: this.brokerState,
      delayedFetches: services.delayedFetches,
      groupMetrics,
      groupCounts: services.groupCoordinator.counts(),
      fetchSessions: services.fetchManager.sessions,
    };
  }

  private get brokerState(): number {
    if (this.isClosing) return BROKER_STATE.SHUTTING_DOWN;
    return this.options.server.isListening ? BROKER_STATE.RUNNING : BROKER_STATE.STARTING;
  }

  /** See `Broker.notReady`. */
  get notReady(): readonly string[] {
    const { server, services } = this.options;
    if (this.isClosing) return ['The broker is shutting down.'];
    const { logDirectories } = services;
    const offline = logDirectories.offline.map((directory) => {
      return `The log directory ${directory.path} is offline: ${logDirectories.errorOf(directory)?.message}`;
    });
    return server.isListening ? offline : ['No listener is open yet.', ...offline];
  }
}
