import type { ByteReader, ByteWriter } from '@odradek/base';

import type { Versions } from '../api-key.ts';

/** The codec of some message, for code that goes over many of them without knowing their types. */
export interface MessageCodec {
  /** Kafka's name, such as `FetchRequest` or `OffsetCommitValue`. */
  readonly name: string;
  /** The API key, if the message is a request or response. */
  readonly apiKey?: number;
  readonly versions: Versions;
  readonly flexible: Versions;
  readonly read: (reader: ByteReader, version: number) => object;
  /** Takes what `read` returns. */
  readonly write: (writer: ByteWriter, value: never, version: number) => void;
}
