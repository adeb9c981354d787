import type { ClientApi } from './virtual-client.ts';

/** An API whose messages a client neither writes nor reads: it sends and gets the bytes of bodies. */
export function rawApi(apiKey: number): ClientApi<Buffer, Buffer> {
  return {
    apiKey,
    writeRequest: (writer, body) => writer.writeRaw(body),
    readResponse: (reader) => Buffer.from(reader.readRaw(reader.remaining)),
  };
}
