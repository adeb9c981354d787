import type { SampleMetadata } from '../contents/sample-metadata.ts';
import type { SampleRecord } from '../contents/sample-records.ts';

/** The topic that all requests and responses are about. */
export const TOPIC = 'commerce.orders.v1.changes';
/** The name that all clients give themselves. */
export const CLIENT_ID = 'order-service';

/** In which form an application hands its keys, values and headers to a client. */
export type Handover = 'strings' | 'buffers';

/** The versions of the three APIs that a client is measured in: the highest that it has. */
export interface MeasuredVersions {
  readonly produce: number;
  readonly fetch: number;
  readonly metadata: number;
}

/** A record as a consumer got it, in a form in which clients can be compared. */
export interface ConsumedRecord extends SampleRecord {
  readonly offset: number;
  readonly timestamp: number;
}

/**
 * A client that can be measured. What these functions return does the work once each time it is
 * called, with no more preparation than the client's own code makes outside of its encoder.
 */
export interface RivalClient {
  readonly name: string;
  readonly versions: MeasuredVersions;
  /** Encodes the records into the one buffer that goes to the socket. */
  encodeProduce(
    records: readonly SampleRecord[],
    handover: Handover,
  ): () => Buffer | Promise<Buffer>;
  /** Decodes a frame, reads every record and answers how many bytes were read. */
  decodeFetch(frame: Buffer): () => number | Promise<number>;
  /**
   * As `decodeFetch`, and makes the messages that an application gets. Missing where decoding makes
   * them already.
   */
  decodeFetchToMessages?(frame: Buffer): () => number;
  /** Decodes a frame. */
  decodeMetadata(frame: Buffer): () => unknown;
  /** The records that `decodeFetch` reads. */
  consumedRecords(frame: Buffer): Promise<ConsumedRecord[]>;
  /** What `decodeMetadata` found out. What its version does not carry is taken from `sent`. */
  metadata(frame: Buffer, sent: SampleMetadata): Promise<SampleMetadata>;
}
