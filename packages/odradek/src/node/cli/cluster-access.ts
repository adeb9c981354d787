import { KafkaError } from '@odradek/base';
import { Admin } from '@odradek/client/node';

const REACH_MS_MAX = 5000;

/**
 * An admin client of a cluster that has answered. Rejects, sooner than the clients would, with what
 * to do if no broker answers.
 */
export async function reachCluster(bootstrapServers: string): Promise<Admin> {
  const admin = new Admin({ bootstrapServers });
  try {
    await admin.describeCluster({ timeoutMs: REACH_MS_MAX });
    return admin;
  } catch (error) {
    await admin.close();
    throw isUnreachable(error) ? unreachableError(bootstrapServers, error) : error;
  }
}

function isUnreachable(error: unknown): error is KafkaError {
  return error instanceof KafkaError && error.retriable;
}

function unreachableError(bootstrapServers: string, cause: KafkaError): KafkaError {
  return new KafkaError(
    cause.code,
    `No broker answers at ${bootstrapServers}: ${cause.message} Start one with "odradek start", or ` +
      'give --bootstrap-server the address of one.',
    { cause },
  );
}
