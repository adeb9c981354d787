import type { ByteWriter, Endpoint } from '@odradek/base';

/** Writes the body of a response in a version. */
export type WriteResponse<Response> = (
  writer: ByteWriter,
  response: Response,
  version: number,
) => void;

/** What a handler knows of the request besides its body, and can do with it. */
export interface RequestContext {
  readonly apiKey: number;
  readonly apiVersion: number;
  readonly clientId: string | null;
  /** The client, as `host:port`. */
  readonly remoteAddress: string;
  /** Of the frame of the request, without its size. */
  readonly byteLength: number;
  /** How many milliseconds its handler has run: until it returned or, before that, until now. */
  readonly localTimeMs: number;
  /** The address to name to the client as ours: the advertised one, else the one that it dialled. */
  readonly endpoint: Endpoint;
  /**
   * Sends a response in the place of the request: called exactly once, now or later, unless
   * `replyNothing` is.
   */
  reply<Response>(response: Response, write: WriteResponse<Response>): void;
  /** Ends the request without a response. */
  replyNothing(): void;
  /**
   * Calls `callback` once if the connection closes before the answer was given, so that what waits
   * for it can be dropped; at once if it has closed. There is one callback: another replaces it.
   */
  onClose(callback: () => void): void;
  /** Whether no request before it on its connection is still being made ready: see `enterOrder`. */
  readonly isNext: boolean;
  /**
   * Takes the place of the request among those of its connection that are made ready beside each
   * other: `run` is called when what this returns was called, which says that it is ready, and those
   * before have run. Until then it counts for `queued.max.requests`. Requests that come behind it begin, or wait, see `HandlerDefinition.isMadeReady`.
   */
  enterOrder(run: () => void): () => void;
  /**
   * Calls `callback` once when nobody reads what is answered any more, since it has left or never
   * will: the memory of large bytes in it, which are sent without a copy, may be used again. To be
   * called before the answer is given.
   */
  whenSent(callback: () => void): void;
  /** Lets no further request of the connection in until `vacate`, or until this one is answered. */
  occupy(): void;
  /** Lets the next request of the connection in, should this one have been in its way. */
  vacate(): void;
  /**
   * Says that nothing of the bytes of the request is needed any more, such as the views of records in
   * it: their memory may be used again. Without it is left to the garbage collector.
   */
  releaseBytes(): void;
  /**
   * Reads nothing of the connection for so many milliseconds from now, or as long as it is told
   * otherwise if that is longer; answers are sent (KIP-219).
   */
  throttle(ms: number): void;
  /** Closes the connection, where no answer can tell the client what went wrong. */
  closeConnection(reason: string): void;
}
