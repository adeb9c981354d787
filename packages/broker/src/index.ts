export { type BrokerConfig, DEFAULT_BROKER_CONFIG } from './config/broker-config.ts';
export { Broker, type BrokerOptions } from './server/broker.ts';
