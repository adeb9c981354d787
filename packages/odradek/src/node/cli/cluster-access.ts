import { KafkaError } from '@odradek/base';
import { Admin } from '@odradek/client/node';

import { UsageError } from '../../cli/command-line/usage-error.ts';

const REACH_MS_MAX = 5000;

/**
 * An admin client of a cluster that has answered. Rejects, sooner than the clients would, with what
 * to do if no broker answers; with a `UsageError` if `bootstrapServers` are no addresses.
 */
export async function reachCluster(bootstrapServers: string): Promise<Admin> {
  const admin = adminOf(bootstrapServers);
  try {
    await admin.describeCluster({ timeoutMs: REACH_MS_MAX });
    return admin;
  } catch (error) {
    await admin.close();
    throw isUnreachable(error) ? unreachableError(bootstrapServers, error) : error;
  }
}

function adminOf(bootstrapServers: string): Admin {
  try {
    return new Admin({ bootstrapServers });
  } catch (error) {
    if (!(error instanceof KafkaError)) throw error;
    throw new UsageError(`--bootstrap-server is "${bootstrapServers}": ${error.message}`);
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
