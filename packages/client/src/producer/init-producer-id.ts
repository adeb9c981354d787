import { ErrorCode, errorOf, NO_PRODUCER_EPOCH, NO_PRODUCER_ID } from '@odradek/protocol';
import { defaultInitProducerIdRequest } from '@odradek/protocol/messages/22-init-producer-id';

import type { Cluster } from '../cluster/cluster.ts';
import { INIT_PRODUCER_ID } from '../connection/client-apis.ts';
import type { ProducerIdentity } from './producer-batch.ts';

const NO_TRANSACTION_TIMEOUT_MS = 0x7fffffff;

/**
 * Asks any broker for a producer id of its own. Rejects with the error of the broker or the network.
 */
export async function initProducerId(cluster: Cluster): Promise<ProducerIdentity> {
  const connection = await cluster.anyConnection();
  const { errorCode, producerId, producerEpoch } = await connection.request(INIT_PRODUCER_ID, {
    ...defaultInitProducerIdRequest,
    transactionalId: null,
    transactionTimeoutMs: NO_TRANSACTION_TIMEOUT_MS,
    producerId: NO_PRODUCER_ID,
    producerEpoch: NO_PRODUCER_EPOCH,
  });
  if (errorCode !== ErrorCode.NONE) throw errorOf(errorCode);
  return { producerId, producerEpoch };
}
