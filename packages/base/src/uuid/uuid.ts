import { KafkaError } from '../errors/kafka-error.ts';
import type { Uuid } from '../numbers.ts';

/** The id that stands for "none": sixteen zero bytes. */
export const ZERO_UUID: Uuid = 'AAAAAAAAAAAAAAAAAAAAAA';

/** The topic id of `__cluster_metadata`: fifteen zero bytes and a one. */
export const METADATA_TOPIC_ID: Uuid = 'AAAAAAAAAAAAAAAAAAAAAQ';

const UUID_BYTES = 16;
const TEXT_FORM = /^[A-Za-z0-9_-]{21}[AQgw]$/;

/** The text form of the 16 bytes at the start of `bytes`. */
export function uuidFromBytes(bytes: Buffer): Uuid {
  return bytes.toString('base64url', 0, UUID_BYTES);
}

/**
 * The 16 bytes of an id. Raises `INVALID_UUID` (ours: `ODRADEK_INVALID_UUID`) if `uuid` is not the
 * text form of one.
 */
export function uuidToBytes(uuid: Uuid): Buffer {
  if (!TEXT_FORM.test(uuid)) {
    throw new KafkaError(
      'ODRADEK_INVALID_UUID',
      `"${uuid}" is not a Kafka id: it needs 22 characters of URL-safe base64 without padding.`,
    );
  }
  return Buffer.from(uuid, 'base64url');
}

/**
 * Makes an id for a topic, directory or cluster out of random bytes, or `undefined` if these bytes
 * must not become one: Kafka keeps the ids 0 and 1 for itself and none begins with a dash, which
 * command lines would take for an option (`Uuid.randomUuid`).
 */
export function uuidFromRandomBytes(random: Buffer): Uuid | undefined {
  const bytes = Buffer.from(random.subarray(0, UUID_BYTES));
  // Version 4, variant 1 of RFC 9562, as Java's UUID.randomUUID sets them.
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x40, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const uuid = uuidFromBytes(bytes);
  return uuid.startsWith('-') ? undefined : uuid;
}
