import type { LogOperation } from './log-operation.ts';

/** Whether operations lead to what is looked for. */
type Fails = (operations: readonly LogOperation[]) => Promise<boolean>;

/** How many operations may be done again for it, which takes some seconds. */
const OPERATIONS_MAX = 100_000;

/**
 * Leaves out operations, and then single requests of them, as long as the others still fail, in ever
 * smaller pieces (Zeller's delta debugging), with limited effort. Answers the fewest that were found
 * to fail; all, if what fails does not fail again.
 */
export async function shrinkOperations(
  operations: readonly LogOperation[],
  fails: Fails,
): Promise<readonly LogOperation[]> {
  let effort = 0;
  const failsCheaply: Fails = async (candidate) => {
    effort += candidate.length;
    return effort < OPERATIONS_MAX && (await fails(candidate));
  };
  const fewer = await leaveOutOperations(operations, failsCheaply);
  return leaveOutOperations(await leaveOutRequests(fewer, failsCheaply), failsCheaply);
}

async function leaveOutOperations(
  operations: readonly LogOperation[],
  fails: Fails,
): Promise<readonly LogOperation[]> {
  let left = operations;
  for (let size = Math.ceil(left.length / 2); size >= 1; size = Math.floor(size / 2)) {
    for (let start = 0; start < left.length;) {
      const candidate = [...left.slice(0, start), ...left.slice(start + size)];
      if (await fails(candidate)) left = candidate;
      else start += size;
    }
  }
  return left;
}

async function leaveOutRequests(
  operations: readonly LogOperation[],
  fails: Fails,
): Promise<readonly LogOperation[]> {
  let left = operations;
  for (const at of operations.keys()) {
    for (let index = 0; index < requestsCount(left[at]);) {
      const candidate = left.map((operation, other) => {
        return other === at ? withoutRequest(operation, index) : operation;
      });
      if (await fails(candidate)) left = candidate;
      else index++;
    }
  }
  return left;
}

function requestsCount(operation: LogOperation | undefined): number {
  const action = operation?.action;
  return action?.type === 'append' || action?.type === 'reopen' ? action.requests.length : 0;
}

function withoutRequest(operation: LogOperation, index: number): LogOperation {
  const { action } = operation;
  if (action.type !== 'append' && action.type !== 'reopen') return operation;
  const requests = action.requests.toSpliced(index, 1);
  return { ...operation, action: { ...action, requests } };
}
