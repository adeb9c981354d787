import { KafkaError } from '@odradek/base';

import type { CompressionName } from './compression-type.ts';

/** The error for data that would take more than `bytesMax` bytes when it is decompressed. */
export function tooLargeError(codec: CompressionName, bytesMax: number): KafkaError {
  return new KafkaError(
    'MESSAGE_TOO_LARGE',
    `A ${codec} batch takes more than ${bytesMax} bytes when it is decompressed ` +
      '(odradek.max.decompressed.batch.bytes); send smaller batches or raise the setting.',
  );
}

/** The error for data that its codec cannot read. */
export function corruptError(codec: CompressionName, reason: string, cause?: unknown): KafkaError {
  return new KafkaError('CORRUPT_MESSAGE', `A ${codec} batch is corrupt: ${reason}.`, { cause });
}

/** The text of whatever a codec threw. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Whether an error of `node:zlib` says that `maxOutputLength` was passed. */
export function isOutputLimitError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
}
