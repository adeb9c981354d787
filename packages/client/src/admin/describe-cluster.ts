import { ErrorCode } from '@odradek/protocol';
import { defaultDescribeClusterRequest } from '@odradek/protocol/messages/60-describe-cluster';

import { DESCRIBE_CLUSTER } from '../connection/client-apis.ts';
import { answeredError } from './answered-error.ts';
import type { AdminCalls } from './admin-calls.ts';
import type { BrokerDescription, CallOptions, ClusterDescription } from './admin-options.ts';

/** The kind of endpoints that DescribeCluster is asked for. */
const BROKERS = 1;

/** See `Admin.describeCluster`. */
export function describeCluster(
  calls: AdminCalls,
  options: CallOptions,
): Promise<ClusterDescription> {
  return calls.repeat(options, async (timeoutMs) => {
    const connection = await calls.cluster.anyConnection();
    // Brokers before Kafka 2.8 tell in Metadata what they know.
    if (connection.newestOf(DESCRIBE_CLUSTER) === undefined) return clusterOfMetadata(calls);
    const request = { ...defaultDescribeClusterRequest, endpointType: BROKERS };
    const response = await connection.request(DESCRIBE_CLUSTER, request, { timeoutMs });
    const { errorCode, errorMessage, clusterId, controllerId } = response;
    if (errorCode !== ErrorCode.NONE) throw answeredError(errorCode, errorMessage);
    const brokers = response.brokers.map(({ brokerId, host, port, rack }) => ({
      id: brokerId,
      host,
      port,
      rack,
    }));
    return { clusterId, controllerId, brokers: sorted(brokers) };
  });
}

async function clusterOfMetadata(calls: AdminCalls): Promise<ClusterDescription> {
  const { clusterId, controllerId, brokers } = await calls.cluster.askMetadata([], false);
  const described = brokers.map(({ nodeId, host, port, rack }) => ({
    id: nodeId,
    host,
    port,
    rack,
  }));
  return { clusterId, controllerId, brokers: sorted(described) };
}

function sorted(brokers: readonly BrokerDescription[]): readonly BrokerDescription[] {
  return [...brokers].sort((a, b) => a.id - b.id);
}
