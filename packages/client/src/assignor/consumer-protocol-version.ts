import type { ByteReader } from '@odradek/base';

/**
 * The version before a subscription or an assignment, at most `versionMax`: what is newer begins
 * with the fields of the newest version that is known. Raises `ODRADEK_MALFORMED_MESSAGE`.
 */
export function readConsumerProtocolVersion(reader: ByteReader, versionMax: number): number {
  const version = reader.readInt16();
  if (version < 0) throw reader.malformed(`the version of the consumer protocol is ${version}`);
  return Math.min(version, versionMax);
}
