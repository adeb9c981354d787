import { type DecodedField, decodedFields, defaultStruct } from './decoded-fields.ts';
import type { DeclaredMessage } from './declared-message.ts';

/** The way from a message to one of its fields, through structs and the elements of arrays. */
export type Path = readonly DecodedField[];

/** A struct that may be changed. */
export type StructValue = Record<string, unknown>;

/** A message whose fields have their default, except that the structs on `path` are there. */
export function nestedValue(message: DeclaredMessage, path: Path): StructValue {
  return structWith(decodedFields(message), path);
}

function structWith(fields: readonly DecodedField[], path: Path): StructValue {
  const value: StructValue = defaultStruct(fields);
  const [next, ...rest] = path;
  if (next?.fields === undefined) return value;
  const inner = structWith(next.fields, rest);
  value[next.name] = next.isArray ? [inner] : inner;
  return value;
}

/** The struct at the end of `path`, through the first elements of arrays. */
export function valueAt(value: object, path: Path): object {
  let struct = value as StructValue;
  for (const field of path) {
    const inner = struct[field.name];
    struct = (Array.isArray(inner) ? inner[0] : inner) as StructValue;
  }
  return struct;
}
