/** What became of connections since the broker started. Plain numbers, for metrics to read. */
export class ConnectionCounters {
  /** Closed since their address had `max.connections.per.ip`. */
  refusedPerIp = 0;
  /** Closed since more than `socket.listen.backlog.size` waited to be accepted. */
  refusedWaiting = 0;
  /** Closed since their address made more than its quota `connection_creation_rate`. */
  throttledPerIp = 0;
  /** Had to wait for `max.connections` or `max.connection.creation.rate`. */
  delayed = 0;
  /** How long the listeners together accepted nothing for one of these, in milliseconds. */
  acceptorBlockedMs = 0;
  /** Closed after `connections.max.idle.ms`: Kafka's `ExpiredConnectionsKilledCount`. */
  expired = 0;
  /** Closed since others waited for the memory of responses that its client did not read. */
  stalled = 0;
  /** Closed since `max.connections` was lowered, or the listener between brokers took their place. */
  excess = 0;
}
