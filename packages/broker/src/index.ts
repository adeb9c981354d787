export { type BrokerConfig, DEFAULT_BROKER_CONFIG } from './config/broker-config.ts';
export { preloadUnservedApis } from './handlers/unserved/unserved-apis.ts';
export { Broker, type BrokerOptions } from './server/broker.ts';
