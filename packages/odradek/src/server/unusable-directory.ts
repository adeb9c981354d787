import { KafkaError } from '@odradek/base';

/** Says which directory it is that the system complains about. */
export function unusableDirectory(directory: string, error: unknown): KafkaError {
  const reason = error instanceof Error ? error.message : String(error);
  return new KafkaError(
    'KAFKA_STORAGE_ERROR',
    `The data directory ${directory} cannot be used (${reason}): see that there is room ` +
      'and that this user may write there, or start on another directory (log.dirs, --data).',
    { cause: error },
  );
}
