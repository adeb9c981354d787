/** Every operation that an authorizer could allow on a topic, a group or the cluster, as a bit field. */
export const TOPIC_OPERATIONS: number = operationBits([3, 4, 5, 6, 7, 8, 10, 11]);
export const GROUP_OPERATIONS: number = operationBits([3, 6, 8, 10, 11]);
export const CLUSTER_OPERATIONS: number = operationBits([5, 7, 8, 9, 10, 11, 12]);

/** What stands in the field if the client did not ask. */
const NOT_ASKED = -2147483648;

function operationBits(operations: readonly number[]): number {
  return operations.reduce((bits, operation) => bits | (1 << operation), 0);
}

/** The authorized operations of a response: all, since there is no authorizer, if asked for. */
export function authorizedOperations(operations: number, isAsked: boolean): number {
  return isAsked ? operations : NOT_ASKED;
}
