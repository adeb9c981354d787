import { assert, ByteReader } from '@odradek/base';
import { apiKeyInfo } from '@odradek/protocol';
import {
  API_DECLARATIONS,
  type FieldDeclaration,
  includesVersion,
  parseVersions,
} from '@odradek/protocol/schema';

/** A field of a response, as the version carries it. */
export interface ResponseField {
  /** Where it stands: `topics.partitions.errorCode`. */
  readonly path: string;
  readonly value: unknown;
}

type Read = (reader: ByteReader, version: number) => Struct;
type Struct = Readonly<Record<string, unknown>>;

/** Reads the body of a response of any API with its codec; no byte may be left. */
export async function decodeResponse(key: number, version: number, body: Buffer): Promise<Struct> {
  const name = apiKeyInfo(key)?.name ?? '';
  const file = `${String(key).padStart(2, '0')}-${kebabCase(name)}`;
  const codec = (await import(`@odradek/protocol/messages/${file}`)) as Record<string, Read>;
  const read = codec[`read${name}Response`];
  assert(read !== undefined, `${file} reads ${name}Response`);
  const reader = new ByteReader(body);
  const response = read(reader, version);
  assert(reader.remaining === 0, 'a response ends with its body');
  return response;
}

function kebabCase(name: string): string {
  return name.replaceAll(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase();
}

/** All fields of a response that its version carries and that are no structs, at any depth. */
export function* responseFields(
  key: number,
  version: number,
  response: Struct,
): Generator<ResponseField> {
  const api = API_DECLARATIONS.find((declared) => declared.key === key);
  assert(api !== undefined, `API key ${key} is declared`);
  yield* fieldsOf({ fields: api.response, version, prefix: '' }, response);
}

interface Place {
  readonly fields: readonly FieldDeclaration[];
  readonly version: number;
  readonly prefix: string;
}

function* fieldsOf({ fields, version, prefix }: Place, struct: Struct): Generator<ResponseField> {
  for (const field of fields) {
    if (!includesVersion(parseVersions(field.versions ?? '0+'), version)) continue;
    const value = struct[field.name];
    const path = `${prefix}${field.name}`;
    if (field.fields === undefined || value === null) yield { path, value };
    else {
      const place = { fields: field.fields, version, prefix: `${path}.` };
      for (const element of [value].flat()) yield* fieldsOf(place, element as Struct);
    }
  }
}
