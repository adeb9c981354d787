import type { ByteReader, ByteWriter } from '@odradek/base';

import { EMPTY_BYTES } from './empty-bytes.ts';

/** A tagged field that our declaration does not have, kept as it came (KIP-482). */
export interface UnknownTaggedField {
  readonly tag: number;
  readonly data: Buffer;
}

/** The most bytes that the unknown tagged fields of one struct may have together. */
const UNKNOWN_BYTES_MAX = 65_536;
/** What a field costs in memory besides its bytes and the object that stands for them. */
const FIELD_COST = 72;
/** The first field of a struct also costs their list and a property. */
const FIRST_FIELD_COST: number = FIELD_COST + 200;
/** Copies of bytes share blocks, of which a part stays empty. */
const FIELD_COST_PER_BYTE = 2;

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
 * Reads the `size` bytes of a tagged field and adds it to those that were `kept`, in the order of
 * the tags; of two with the same tag the later one stays. The bytes are copied, since what is passed
 * on outlives the input. Raises `ODRADEK_MALFORMED_MESSAGE` if they have more than 64 KiB together.
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
  reader.allocate(
    (kept === undefined ? FIRST_FIELD_COST : FIELD_COST) + FIELD_COST_PER_BYTE * size,
  );
  const data = size === 0 ? EMPTY_BYTES : Buffer.from(reader.readRaw(size));
  insertByTag(fields, { tag, data });
  return fields;
}

function insertByTag(fields: UnknownTaggedField[], field: UnknownTaggedField): void {
  let index = fields.length;
  while (index > 0 && tagAt(fields, index - 1) > field.tag) index--;
  const isRepeated = index > 0 && tagAt(fields, index - 1) === field.tag;
  fields.splice(isRepeated ? index - 1 : index, isRepeated ? 1 : 0, field);
}

function tagAt(fields: readonly UnknownTaggedField[], index: number): number {
  return fields[index]?.tag ?? -1;
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
  for (
    let field = fields[index];
    field !== undefined && field.tag < tagEnd;
    field = fields[index]
  ) {
    writer.writeUnsignedVarint(field.tag);
    writer.writeUnsignedVarint(field.data.byteLength);
    writer.writeRaw(field.data);
    index++;
  }
  return index;
}
