import type { Clock } from '@odradek/base';

import { ConnectionCounters } from './connection-counters.ts';
import { type IdleCloseable, IdleConnections } from './idle-connections.ts';
import { RequestMemory, type RequestMemoryLimits } from './request-memory.ts';
import { ResponseMemory } from './response-memory.ts';

/** A connection that may be closed to make room. */
export interface WatchedConnection extends IdleCloseable {
  /** The name of the listener that accepted it. */
  readonly listener: string;
  /** Closes it: there are more connections than `max.connections` allows. */
  closeExcess(): void;
}

/** The settings of what connections share. */
export interface ConnectionResourcesConfig extends RequestMemoryLimits {
  readonly connectionsMaxIdleMs: number;
  /** `odradek.queued.max.response.bytes` */
  readonly queuedMaxResponseBytes: number;
}

/** What all connections of a broker share. */
export class ConnectionResources {
  readonly idle: IdleConnections<WatchedConnection>;
  readonly requestMemory: RequestMemory;
  readonly responseMemory: ResponseMemory;
  readonly counters: ConnectionCounters = new ConnectionCounters();

  constructor(clock: Clock, config: ConnectionResourcesConfig) {
    this.idle = new IdleConnections(clock, config.connectionsMaxIdleMs);
    this.requestMemory = new RequestMemory(config);
    this.responseMemory = new ResponseMemory(clock, config.queuedMaxResponseBytes);
  }
}
