export { SERVED_API_KEYS } from './handlers/served-apis.ts';
export { preloadUnservedApis } from './handlers/unserved/unserved-apis.ts';
export {
  type BrokerConfig,
  brokerConfigOf,
  DEFAULT_BROKER_CONFIG,
} from './config/broker-config.ts';
export type { EventLoopDelay, ProcessUsage } from './metrics/process-metrics.ts';
export { StorageMetrics } from './metrics/storage-metrics.ts';
export { TEXT_EXPOSITION_TYPE } from './metrics/text-exposition.ts';
export type { LogDirectory } from './log-directories/log-directories.ts';
export { Broker, type BrokerOptions } from './server/broker.ts';
