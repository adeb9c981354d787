import type { ByteReader, Uuid } from '@odradek/base';

/*
 * Arrays of primitives. `length` was checked against what is left of the message; the nullable
 * forms take -1 for null. The reader itself reads arrays of int32 that may not be null.
 */

export function readInt8Array(reader: ByteReader, length: number): number[] {
  const elements = new Array<number>(length);
  for (let index = 0; index < length; index++) elements[index] = reader.readInt8();
  return elements;
}

export function readInt16Array(reader: ByteReader, length: number): number[] {
  const elements = new Array<number>(length);
  for (let index = 0; index < length; index++) elements[index] = reader.readInt16();
  return elements;
}

export function readInt64Array(reader: ByteReader, length: number): bigint[] {
  const elements = new Array<bigint>(length);
  for (let index = 0; index < length; index++) elements[index] = reader.readInt64();
  return elements;
}

export function readUuidArray(reader: ByteReader, length: number): Uuid[] {
  const elements = new Array<Uuid>(length);
  for (let index = 0; index < length; index++) elements[index] = reader.readUuid();
  return elements;
}

export function readNullableInt32Array(reader: ByteReader, length: number): number[] | null {
  if (length < 0) return null;
  const elements = new Array<number>(length);
  for (let index = 0; index < length; index++) elements[index] = reader.readInt32();
  return elements;
}

export function readNullableUuidArray(reader: ByteReader, length: number): Uuid[] | null {
  return length < 0 ? null : readUuidArray(reader, length);
}

export function readStringArray(reader: ByteReader, length: number, isFlexible: boolean): string[] {
  const elements = new Array<string>(length);
  for (let index = 0; index < length; index++) {
    elements[index] = isFlexible ? reader.readCompactString() : reader.readString();
  }
  return elements;
}

export function readNullableStringArray(
  reader: ByteReader,
  length: number,
  isFlexible: boolean,
): string[] | null {
  return length < 0 ? null : readStringArray(reader, length, isFlexible);
}
