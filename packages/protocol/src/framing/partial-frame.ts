/** A frame of which a part has arrived. */
export interface PartialFrame {
  /** How many bytes of the frame have not arrived yet. */
  readonly missingBytes: number;
  /** Whether chunks are still needed that were added. */
  readonly keepsChunks: boolean;
  /** Adds the bytes of `chunk` from `start` to `end`, which are at most those that are missing. */
  add(chunk: Buffer, start: number, end: number): void;
  /** The whole frame in a buffer of its own. Call it once, when no byte is missing. */
  join(): Buffer;
  /** The rest of the frame never arrives. */
  abandon(): void;
}
