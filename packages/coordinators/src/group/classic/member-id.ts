import type { RandomSource } from '@odradek/base';

const UUID_BYTES = 16;
/** What is put behind the name: a dash and the UUID. */
const SUFFIX_LENGTH = 37;
/** Of a string of the protocol, in UTF-8. */
const STRING_BYTES_MAX = 32_767;

/** Whether the id of a member of this name can be told to it. Kafka closes the connection if not. */
export function canNameMember(name: string): boolean {
  return Buffer.byteLength(name) + SUFFIX_LENGTH <= STRING_BYTES_MAX;
}

/**
 * A new id for a member, as Kafka makes them: the name of the member and a random UUID, so that no two
 * members, of whatever group, have the same.
 */
export function newMemberId(name: string, random: RandomSource): string {
  return `${name}-${hexUuid(random.bytes(UUID_BYTES))}`;
}

/** A random UUID (version 4) in the form that Java prints. */
function hexUuid(bytes: Buffer): string {
  const uuid = Buffer.from(bytes);
  uuid.writeUInt8((uuid.readUInt8(6) & 0x0f) | 0x40, 6);
  uuid.writeUInt8((uuid.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = uuid.toString('hex');
  const ends = [8, 12, 16, 20, 32];
  return ends.map((end, index) => hex.slice(ends[index - 1] ?? 0, end)).join('-');
}
