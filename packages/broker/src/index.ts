export { type BrokerConfig, DEFAULT_BROKER_CONFIG } from './config/broker-config.ts';
export type { Acceptor, Network, Socket, SocketEvents } from './ports/network.ts';
export type { Endpoint } from './request/request-context.ts';
export { Broker, type BrokerOptions } from './server/broker.ts';
