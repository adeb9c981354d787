import { parseConnectionsPerIp } from './connections-per-ip.ts';

/**
 * Why these configs cannot be together, one line each (Kafka's `KafkaConfig.validateValues`). Each of
 * them is valid on its own; `valueOf` answers its text, also that of its default.
 */
export function refuseConnectionConfigs(
  valueOf: (name: string) => string | undefined,
): readonly string[] {
  const errors: string[] = [];
  const overrides = valueOf('max.connections.per.ip.overrides') ?? '';
  if (parseConnectionsPerIp(overrides) === undefined) {
    errors.push(
      `Invalid value ${overrides} for configuration max.connections.per.ip.overrides: write ` +
        'ADDRESS:COUNT,ADDRESS:COUNT; names of hosts are not looked up.',
    );
  }
  // It would lock everybody out, also whoever wants to take it back.
  if (Number(valueOf('max.connections.per.ip') ?? Infinity) === 0 && overrides.trim() === '') {
    errors.push(
      'max.connections.per.ip can be set to zero only if max.connections.per.ip.overrides property ' +
        'is set.',
    );
  }
  const queued = Number(valueOf('queued.max.request.bytes') ?? -1);
  const largest = Number(valueOf('socket.request.max.bytes') ?? 0);
  if (queued > 0 && queued < largest) {
    errors.push(
      'queued.max.request.bytes must be larger or equal to socket.request.max.bytes: it is ' +
        `${queued}, and that ${largest}. Raise it, or set it to -1 for no limit.`,
    );
  }
  return errors;
}
