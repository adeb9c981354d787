/** No bytes; the default of fields that hold bytes. */
export const EMPTY_BYTES: Buffer = Buffer.alloc(0);
