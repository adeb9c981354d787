import type { Clock } from '@odradek/base';
import type { Controller, MetadataImage } from '@odradek/cluster';
import type { GroupCoordinator } from '@odradek/coordinators';
import type { FrameMemory } from '@odradek/protocol';
import type { ReadMemory, Volumes } from '@odradek/storage';

import type { BrokerConfig } from '../config/broker-config.ts';
import type { ConnectionResources } from '../connection/connection-resources.ts';
import type { BrokerFeatures } from '../features/broker-features.ts';
import type { FetchManager } from '../fetch/fetch-manager.ts';
import type { TopicConfigs } from '../config/topic-configs.ts';
import type { AutoTopicCreation } from '../topic-creation/auto-topic-creation.ts';
import type { DelayedFetchPurgatory } from '../purgatory/delayed-fetch.ts';
import type { LogDirectories } from '../log-directories/log-directories.ts';
import type { RequestMetrics } from '../metrics/request-metrics.ts';
import type { ProducerIdManager } from '../producer-id/producer-id-manager.ts';
import type { RequestQuotas } from '../quota/request-quotas.ts';
import type { ReplicaManager } from '../replication/replica-manager.ts';
import type { BatchChecks } from './batch-checks.ts';
import type { LimitedReports } from './limited-reports.ts';
import type { RequestHandler } from './handler.ts';
import type { RefusedApis } from './refused-apis.ts';
import type { RequestObserver } from './request-in-flight.ts';

/** What handlers work with. */
export interface BrokerServices {
  readonly config: BrokerConfig;
  readonly clock: Clock;
  readonly clusterId: string;
  readonly image: MetadataImage;
  readonly controller: Controller;
  /** Creates topics that clients ask for. */
  readonly autoTopicCreation: AutoTopicCreation;
  readonly topicConfigs: TopicConfigs;
  readonly logDirectories: LogDirectories;
  readonly volumes: Volumes;
  readonly replicaManager: ReplicaManager;
  readonly groupCoordinator: GroupCoordinator;
  readonly producerIdManager: ProducerIdManager;
  readonly fetchManager: FetchManager;
  readonly delayedFetches: DelayedFetchPurgatory;
  readonly batchChecks: BatchChecks;
  /** What answers each API key that is listed, in the order of the keys. Any other is unknown. */
  readonly handlers: ReadonlyMap<number, RequestHandler>;
  readonly refusedApis: RefusedApis;
  /** Holds requests to the quotas of their clients. */
  readonly requestQuotas: RequestQuotas;
  readonly features: BrokerFeatures;
  /** What all connections share. */
  readonly connectionResources: ConnectionResources;
  /** Where requests are put together that come in several pieces. */
  readonly frameMemory: FrameMemory;
  /** Where fetchers' reads of segments lie until they were sent. */
  readonly readMemory: ReadMemory;
  /** Counts the errors of responses. */
  readonly requestMetrics?: RequestMetrics | undefined;
  /** Hears of every request that has ended; not of those whose connection closed before. */
  readonly requestObserver?: RequestObserver | undefined;
  /** Tells the operator of connections that were closed for what came on them. */
  readonly closingReports: LimitedReports;
  /** Tells the operator of something that no client is told; not too often. */
  readonly report: (message: string) => void;
}
