import { type ByteWriter, KafkaError } from '@odradek/base';

import { type RequestHeaderFields, writeRequestHeader } from './request-header.ts';
import { type AnsweredRequest, writeResponseHeader } from './response-header.ts';

/** A generated function that writes the body of a message, such as `writeFetchResponse`. */
export type WriteBody<Body> = (writer: ByteWriter, body: Body, version: number) => void;

const SIZE_BYTES = 4;
const FRAME_BYTES_MAX = 0x7fffffff;

/** Begins a frame. Its contents follow, then `endFrame` with what this returned. */
export function beginFrame(writer: ByteWriter): number {
  return writer.reserveInt32();
}

/** Ends a frame that holds all that was written since `start`: puts its size at its front. */
export function endFrame(writer: ByteWriter, start: number): void {
  const size = writer.length - start - SIZE_BYTES;
  if (size > FRAME_BYTES_MAX) {
    throw new KafkaError(
      'ODRADEK_FRAME_TOO_LARGE',
      `A frame of ${size} bytes is larger than the ${FRAME_BYTES_MAX} bytes that its size can say; ` +
        'ask for less at a time (max.request.size, fetch.max.bytes).',
    );
  }
  writer.patchInt32(start, size);
}

/**
 * Writes a response as a frame: size, header and body. Several frames may follow each other in one
 * writer and go to the socket together. Large bytes are passed on by reference.
 */
export function writeResponse<Body>(
  writer: ByteWriter,
  request: AnsweredRequest,
  body: Body,
  writeBody: WriteBody<Body>,
): void {
  const start = beginFrame(writer);
  writeResponseHeader(writer, request);
  writeBody(writer, body, request.apiVersion);
  endFrame(writer, start);
}

/** Writes a request as a frame: size, header and body. Large bytes are passed on by reference. */
export function writeRequest<Body>(
  writer: ByteWriter,
  header: RequestHeaderFields,
  body: Body,
  writeBody: WriteBody<Body>,
): void {
  const start = beginFrame(writer);
  writeRequestHeader(writer, header);
  writeBody(writer, body, header.apiVersion);
  endFrame(writer, start);
}
