/**
 * A piece of output that differs between two brokers although they behave the same. Nothing but
 * ids that are drawn at random, ports, points in time and sizes may be masked.
 */
export interface Mask {
  readonly kind: 'id' | 'port' | 'time' | 'size';
  /** What is replaced; flags `g` and, for line starts, `m`. Lookbehinds keep what stands before. */
  readonly pattern: RegExp;
  /** What stands there afterwards. */
  readonly by: string;
}

/** Replaces the address of a broker, and its port wherever else it stands alone. */
export function addressMasks(bootstrapServer: string): Mask[] {
  const [host = '', port = ''] = bootstrapServer.split(':');
  return [
    { kind: 'port', pattern: new RegExp(`${host}:${port}\\b`, 'g'), by: `${host}:<port>` },
    { kind: 'port', pattern: new RegExp(`(?<="port":\\s?)${port}\\b`, 'g'), by: '<port>' },
    { kind: 'port', pattern: new RegExp(`(?<=port = )${port}\\b`, 'g'), by: '<port>' },
  ];
}

/** Applies masks one after the other. */
export function masked(text: string, masks: readonly Mask[]): string {
  return masks.reduce((result, { pattern, by }) => result.replace(pattern, by), text);
}
