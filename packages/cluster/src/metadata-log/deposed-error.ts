import { KafkaError, type Offset } from '@odradek/base';

import type { MetadataAppend } from './metadata-log.ts';

/** The error for a controller that appends although another one has appended since. */
export function deposedError(
  { controllerEpoch, expectedEndOffset }: Omit<MetadataAppend, 'records'>,
  found: { readonly lastEpoch: number; readonly endOffset: Offset },
): KafkaError {
  return new KafkaError(
    'NOT_CONTROLLER',
    `A controller of epoch ${controllerEpoch} expects the metadata log to end at ` +
      `${expectedEndOffset}, but it ends at ${found.endOffset} in epoch ${found.lastEpoch}.`,
    { retriable: true },
  );
}
