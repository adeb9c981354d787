import { KafkaError } from '@odradek/base';

/** The options of an import that name a directory, and what to do if the system refuses it. */
const ADVICE = {
  '--from': 'name a log directory of Kafka, all of which this user may read',
  '--data': 'name a directory that is empty or that there is not, where this user may write',
} as const;

/**
 * Does something with a directory that an option names. Where the system refuses it, rejects with
 * `INVALID_CONFIG`, which names the option and says what to do.
 */
export async function usingNamed<Result>(
  option: keyof typeof ADVICE,
  path: string,
  use: () => Promise<Result>,
): Promise<Result> {
  try {
    return await use();
  } catch (error) {
    if (error instanceof KafkaError || !(error instanceof Error)) throw error;
    throw new KafkaError(
      'INVALID_CONFIG',
      `${option} is ${path}, which cannot be used (${error.message}): ${ADVICE[option]}.`,
      { cause: error },
    );
  }
}
