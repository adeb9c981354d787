import type { ByteReader, ByteWriter } from '@odradek/base';

/** A tagged field that our declaration does not have, kept as it came (KIP-482). */
export interface UnknownTaggedField {
  readonly tag: number;
  readonly data: Buffer;
}

/** The most bytes that the unknown tagged fields of one struct may have together. */
const UNKNOWN_BYTES_MAX = 65_536;

export const NO_TAGGED_FIELDS: readonly UnknownTaggedField[] = [];

/** Reads the tagged fields of a struct that knows none; `undefined` if there are none. */
export function readUnknownTaggedFields(reader: ByteReader): UnknownTaggedField[] | undefined {
  let kept: UnknownTaggedField[] | undefined;
  for (let left = reader.readTaggedFieldCount(); left > 0; left--) {
    const tag = reader.readUnsignedVarint();
    kept = keepUnknownTaggedField(reader, kept, tag, reader.readTaggedFieldBytes());
  }
  return kept;
}

/**
 * Reads the `size` bytes of a tagged field and adds it to those that were `kept`. The bytes are
 * copied, since what is passed on outlives the input. Raises `ODRADEK_MALFORMED_MESSAGE` if they
 * have more than 64 KiB together.
 */
export function keepUnknownTaggedField(
  reader: ByteReader,
  kept: UnknownTaggedField[] | undefined,
  tag: number,
  size: number,
): UnknownTaggedField[] {
  const fields = kept ?? [];
  let bytes = size;
  for (const field of fields) bytes += field.data.byteLength;
  if (bytes > UNKNOWN_BYTES_MAX) {
    throw reader.malformed(`its unknown tagged fields have more than ${UNKNOWN_BYTES_MAX} bytes`);
  }
  reader.allocate(size);
  fields.push({ tag, data: Buffer.from(reader.readRaw(size)) });
  return fields;
}

/** Writes the tagged fields of a struct that knows none. */
export function writeUnknownTaggedFields(
  writer: ByteWriter,
  fields: readonly UnknownTaggedField[] = NO_TAGGED_FIELDS,
): void {
  writer.writeUnsignedVarint(fields.length);
  writeUnknownTaggedFieldsBelow(writer, fields, 0, Infinity);
}

/**
 * Writes those of `fields`, from index `next` on, whose tag is below `tagEnd`: tagged fields stand
 * in the order of their tags. Answers the index of the first that is left.
 */
export function writeUnknownTaggedFieldsBelow(
  writer: ByteWriter,
  fields: readonly UnknownTaggedField[],
  next: number,
  tagEnd: number,
): number {
  let index = next;
  for (let field = fields[index]; field !== undefined && field.tag < tagEnd; field = fields[index]) {
    writer.writeUnsignedVarint(field.tag);
    writer.writeUnsignedVarint(field.data.byteLength);
    writer.writeRaw(field.data);
    index++;
  }
  return index;
}
