import { ErrorCode } from '@odradek/protocol';
import {
  defaultDescribeClusterResponse,
  type DescribeClusterRequest,
  type DescribeClusterResponse,
  readDescribeClusterRequest,
  writeDescribeClusterResponse,
} from '@odradek/protocol/messages/60-describe-cluster';

import { authorizedOperations, CLUSTER_OPERATIONS } from '../request/authorized-operations.ts';
import { defineHandler, type Exchange, type RequestHandler } from '../request/handler.ts';
import { advertisedBrokers } from '../request/advertised-brokers.ts';

/** KIP-919: what kind of nodes is asked for. */
const BROKERS = 1;
const CONTROLLERS = 2;

/** DescribeCluster: the brokers, which of them is the controller, and the id of the cluster. */
export const describeCluster: RequestHandler = defineHandler<
  DescribeClusterRequest,
  DescribeClusterResponse
>({
  apiKey: 60,
  read: readDescribeClusterRequest,
  write: writeDescribeClusterResponse,
  handle(exchange) {
    const { endpointType } = exchange.request;
    if (endpointType === BROKERS) exchange.respond(describe(exchange));
    else exchange.respond({ ...defaultDescribeClusterResponse, ...refuse(endpointType) });
  },
});

function describe({
  request,
  services,
  context,
}: Exchange<DescribeClusterRequest, DescribeClusterResponse>): DescribeClusterResponse {
  return {
    ...defaultDescribeClusterResponse,
    errorMessage: null,
    clusterId: services.clusterId,
    controllerId: services.config.nodeId,
    brokers: advertisedBrokers(services, context).map(({ nodeId, host, port, rack }) => ({
      brokerId: nodeId,
      host,
      port,
      rack,
      isFenced: false,
    })),
    clusterAuthorizedOperations: authorizedOperations(
      CLUSTER_OPERATIONS,
      request.includeClusterAuthorizedOperations,
    ),
  };
}

function refuse(endpointType: number): Pick<DescribeClusterResponse, 'errorCode' | 'errorMessage'> {
  return endpointType === CONTROLLERS
    ? {
        errorCode: ErrorCode.MISMATCHED_ENDPOINT_TYPE,
        errorMessage:
          'The request was sent to an endpoint of type BROKER, but we wanted an endpoint of type ' +
          'CONTROLLER',
      }
    : {
        errorCode: ErrorCode.UNSUPPORTED_ENDPOINT_TYPE,
        errorMessage: `Unsupported endpoint type ${endpointType}`,
      };
}
