import { KafkaError } from '@odradek/base';

/** The ids of Kafka's codecs, as they stand in bits 0 to 2 of a batch's attributes. */
export const CompressionType = { NONE: 0, GZIP: 1, SNAPPY: 2, LZ4: 3, ZSTD: 4 } as const;

/** The id of a codec. */
export type CompressionType = (typeof CompressionType)[keyof typeof CompressionType];

/** The name of a codec, as `compression.type` takes it. */
export type CompressionName = 'none' | 'gzip' | 'snappy' | 'lz4' | 'zstd';

/** The names of the codecs; the index of a name is its id. */
export const COMPRESSION_NAMES: readonly CompressionName[] = [
  'none',
  'gzip',
  'snappy',
  'lz4',
  'zstd',
];

/** The codec with this id. Raises `UNSUPPORTED_COMPRESSION_TYPE` if Kafka has none: 5, 6 and 7. */
export function compressionTypeFromId(id: number): CompressionType {
  if (!Number.isInteger(id) || id < 0 || id >= COMPRESSION_NAMES.length) {
    throw new KafkaError(
      'UNSUPPORTED_COMPRESSION_TYPE',
      `Compression type ${id} is unknown: the types are 0 (none), 1 (gzip), 2 (snappy), ` +
        '3 (lz4) and 4 (zstd).',
    );
  }
  return id as CompressionType;
}

/** The codec with this name. Raises `INVALID_CONFIG` if there is none. */
export function compressionTypeFromName(name: string): CompressionType {
  const id = (COMPRESSION_NAMES as readonly string[]).indexOf(name);
  if (id < 0) {
    throw new KafkaError(
      'INVALID_CONFIG',
      `compression.type is "${name}"; use one of ${COMPRESSION_NAMES.join(', ')}.`,
    );
  }
  return id as CompressionType;
}

/** The name of a codec. */
export function compressionName(type: CompressionType): CompressionName {
  return COMPRESSION_NAMES[type]!;
}
