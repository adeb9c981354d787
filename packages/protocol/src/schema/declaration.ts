/**
 * The language in which the protocol is declared: one declaration for each API key and each
 * internal record, from which the types, the codecs, the tables of versions and the documentation
 * are made. Names of messages, structs and fields are Kafka's; fields stand in the order of the
 * wire.
 */

/** Versions of a message: `'4'`, `'4-18'`, `'12+'` or `'none'`. */
export type VersionsText = string;

/**
 * The type of a field.
 *
 * - `offset`, `timestamp` (milliseconds since 1970), `duration` (milliseconds) and `count` are int64
 *   on the wire and a `number` here; `int64` is every other one and a `bigint`.
 * - `records` are the bytes of record batches.
 * - A name with a capital letter is a struct, whose fields the declaration lists.
 * - `[]` before a type makes an array of it.
 */
export type FieldType = PrimitiveType | `[]${PrimitiveType}` | StructType | `[]${StructType}`;

/** A type of the wire that is no struct. */
export type PrimitiveType =
  | 'bool'
  | 'int8'
  | 'int16'
  | 'uint16'
  | 'int32'
  | 'uint32'
  | 'int64'
  | 'offset'
  | 'timestamp'
  | 'duration'
  | 'count'
  | 'float64'
  | 'uuid'
  | 'string'
  | 'bytes'
  | 'records';

/** The name of a struct. */
export type StructType = Capitalize<string>;

/** The value of a field that a version does not carry. `'maxInt64'` is 2^63-1. */
export type DefaultValue = null | boolean | number | string;

/** One field of a message or struct. */
export interface FieldDeclaration {
  /** Kafka's name with a small first letter, as its JSON form has it. */
  readonly name: string;
  readonly type: FieldType;
  /** The versions that carry the field; all if missing. */
  readonly versions?: VersionsText;
  /** The versions that allow null; none if missing, all if `'0+'`. */
  readonly nullable?: VersionsText;
  /** The tag of a tagged field, which is left out where it has its default value (KIP-482). */
  readonly tag?: number;
  /** The default; if missing, zero, false, empty, or a struct of defaults. */
  readonly default?: DefaultValue;
  /** `'none'` if the field keeps its old form in flexible versions. */
  readonly flexible?: 'none';
  /** The fields of the struct, if the type is one or an array of one. */
  readonly fields?: readonly FieldDeclaration[];
  /** A sentence for the reader, where the name does not say it all. */
  readonly about?: string;
}

/** What a field says besides its name and type. */
export type FieldOptions = Omit<FieldDeclaration, 'name' | 'type'>;

/** Declares a field. */
export function field(name: string, type: FieldType, options: FieldOptions = {}): FieldDeclaration {
  return { name, type, ...options };
}

/** Where an API is served: to clients by brokers, or on the controller's listener. */
export type Listener = 'broker' | 'controller';

/** An API key with its request and response, which always have the same versions. */
export interface ApiDeclaration {
  readonly key: number;
  /** Kafka's name without `Request` or `Response`. */
  readonly name: string;
  /** What the API is for. */
  readonly about: string;
  /** The versions that have codecs. */
  readonly versions: VersionsText;
  /** The versions that Apache Kafka 4.3 announces, where they differ from `versions`. */
  readonly announced?: VersionsText;
  /** The versions in the flexible form of KIP-482. */
  readonly flexible: VersionsText;
  readonly listeners: readonly Listener[];
  readonly request: readonly FieldDeclaration[];
  readonly response: readonly FieldDeclaration[];
}

/** A message that is stored or embedded: a record's key or value, a header, a control record. */
export interface RecordDeclaration {
  readonly name: string;
  readonly about: string;
  /** The type id that tells it from others in the same place, if there is one. */
  readonly type?: number;
  readonly versions: VersionsText;
  readonly flexible: VersionsText;
  /** Whether tagged fields that we do not know are kept to be passed on. Default true. */
  readonly keepsUnknownTaggedFields?: boolean;
  readonly fields: readonly FieldDeclaration[];
}

/** The records of one internal topic, or another family of messages that is kept together. */
export interface RecordFamilyDeclaration {
  /** Kebab-case; the name of the file with the codecs. */
  readonly name: string;
  readonly about: string;
  readonly records: readonly RecordDeclaration[];
}
