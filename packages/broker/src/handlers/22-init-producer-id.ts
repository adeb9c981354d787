import { ErrorCode, NO_PRODUCER_ID } from '@odradek/protocol';
import {
  defaultInitProducerIdResponse,
  type InitProducerIdRequest,
  type InitProducerIdResponse,
  readInitProducerIdRequest,
  writeInitProducerIdResponse,
} from '@odradek/protocol/messages/22-init-producer-id';

import { failureOutcome } from '../request/failure-outcome.ts';
import { defineHandler, type RequestHandler } from '../request/handler.ts';

const NO_PRODUCER_EPOCH = -1;
const FIRST_PRODUCER_EPOCH = 0;

/**
 * InitProducerId: a producer without a transactional id gets a producer id that nobody has had, with
 * epoch 0, whatever id it had before (`TransactionCoordinator.handleInitProducerId`). There is no
 * coordinator for transactional ids yet.
 */
export const initProducerId: RequestHandler = defineHandler<
  InitProducerIdRequest,
  InitProducerIdResponse
>({
  apiKey: 22,
  read: readInitProducerIdRequest,
  write: writeInitProducerIdResponse,
  handle({ request, services, respond }) {
    const refusal = refuse(request, services.config.transactionMaxTimeoutMs);
    if (refusal !== undefined) {
      respond(failed(refusal));
      return;
    }
    services.producerIdManager.generate().then(
      (producerId) => {
        const producerEpoch = FIRST_PRODUCER_EPOCH;
        respond({ ...defaultInitProducerIdResponse, producerId, producerEpoch });
      },
      (error: unknown) => {
        services.report(`InitProducerId failed: ${String(error)}`);
        respond(failed(failureOutcome(error).errorCode));
      },
    );
  },
});

/** The error of a request that gets no producer id, in Kafka's order. */
function refuse(
  request: InitProducerIdRequest,
  transactionMaxTimeoutMs: number,
): number | undefined {
  const { producerId, producerEpoch, transactionalId, transactionTimeoutMs } = request;
  if ((producerId === NO_PRODUCER_ID) !== (producerEpoch === NO_PRODUCER_EPOCH)) {
    return ErrorCode.INVALID_REQUEST;
  }
  if (transactionalId === null) return undefined;
  if (transactionalId === '') return ErrorCode.INVALID_REQUEST;
  if (transactionTimeoutMs <= 0 || transactionTimeoutMs > transactionMaxTimeoutMs) {
    return ErrorCode.INVALID_TRANSACTION_TIMEOUT;
  }
  return ErrorCode.COORDINATOR_NOT_AVAILABLE;
}

function failed(errorCode: number): InitProducerIdResponse {
  return { ...defaultInitProducerIdResponse, errorCode, producerEpoch: NO_PRODUCER_EPOCH };
}
