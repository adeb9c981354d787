import type { Endpoint } from '@odradek/base';

/** What a handler knows of the request besides its body. */
export interface RequestContext {
  readonly apiKey: number;
  readonly apiVersion: number;
  readonly clientId: string | null;
  /** The address to name to the client as ours: the advertised one, else the one that it dialled. */
  readonly endpoint: Endpoint;
  /**
   * Calls `callback` once if the connection closes before the answer was given, so that what waits
   * for it can be dropped.
   */
  onClose(callback: () => void): void;
  /**
   * Lets no further request of the connection in until this one is answered, or what this returns is
   * called.
   */
  occupy(): () => void;
  /**
   * Says that nothing of the bytes of the request is needed any more, such as the views of records in
   * it: their memory may be used again. Without it is left to the garbage collector.
   */
  releaseBytes(): void;
  /** Closes the connection, where no answer can tell the client what went wrong. */
  closeConnection(reason: string): void;
}
