import { KafkaError } from '@odradek/base';
import { ErrorCode } from '@odradek/protocol';
import {
  type Coordinator,
  defaultFindCoordinatorRequest,
} from '@odradek/protocol/messages/10-find-coordinator';

import type { BrokerEndpoint } from '../../cluster/broker-pool.ts';
import { brokersOf } from '../../cluster/cluster-metadata.ts';
import type { BrokerConnection } from '../../connection/broker-connection.ts';
import { FIND_COORDINATOR } from '../../connection/group-apis.ts';
import { isWorthRepeating, networkError } from '../../connection/network-error.ts';
import type { AdminCalls, Outcome } from '../admin-calls.ts';
import { answeredError } from '../answered-error.ts';

const GROUP = 0;
/** The first version of FindCoordinator that takes many keys (KIP-699). */
const VERSION_WITH_KEYS = 4;

/** Something that is asked of the coordinator of a group. */
export interface GroupItem {
  readonly groupId: string;
}

/** How a coordinator is asked, and what an error looks like in the result of the call. */
export interface CoordinatorQuestion<Item extends GroupItem, Result> {
  /** Asks one coordinator about its groups. Answers a result for each item, in order. */
  readonly ask: (
    connection: BrokerConnection,
    items: readonly Item[],
    coordinator: BrokerEndpoint,
  ) => Promise<readonly Result[]>;
  readonly resultOfError: (item: Item, error: KafkaError) => Result;
  /** All errors in a result: one that may pass leaves the item open. */
  readonly errorsOf: (result: Result) => readonly (KafkaError | undefined)[];
}

/**
 * Asks the coordinators of groups, each about its own, and looks them up anew each time. What a
 * coordinator that is not there, not yet ready or no longer the one, or a lost connection leaves open
 * may be asked again. Rejects if coordinators cannot be looked up.
 */
export async function askCoordinators<Item extends GroupItem, Result>(
  calls: AdminCalls,
  items: readonly Item[],
  timeoutMs: number,
  question: CoordinatorQuestion<Item, Result>,
): Promise<readonly Outcome<Result>[]> {
  const results = new Map<Item, Result>();
  const byCoordinator = await itemsByCoordinator(calls, items, timeoutMs, (item, error) => {
    results.set(item, question.resultOfError(item, error));
  });
  for (const { coordinator, own } of byCoordinator) {
    const answered = await askCoordinator(calls, coordinator, own, question);
    for (const [item, result] of answered) results.set(item, result);
  }
  return items.map((item) => {
    const result = results.get(item) ?? question.resultOfError(item, missingGroup(item.groupId));
    const isOpen = question.errorsOf(result).some((error) => mayPass(error));
    return { type: isOpen ? 'open' : 'settled', result };
  });
}

interface CoordinatedItems<Item> {
  readonly coordinator: BrokerEndpoint;
  readonly own: readonly Item[];
}

async function itemsByCoordinator<Item extends GroupItem>(
  calls: AdminCalls,
  items: readonly Item[],
  timeoutMs: number,
  refuse: (item: Item, error: KafkaError) => void,
): Promise<readonly CoordinatedItems<Item>[]> {
  const groupIds = [...new Set(items.map(({ groupId }) => groupId))];
  const found = await findCoordinators(calls, groupIds, timeoutMs);
  const byId = new Map<number, { coordinator: BrokerEndpoint; own: Item[] }>();
  for (const item of items) {
    const coordinator = found.get(item.groupId) ?? missingGroup(item.groupId);
    if (coordinator instanceof KafkaError) {
      refuse(item, coordinator);
      continue;
    }
    const known = byId.get(coordinator.id) ?? { coordinator, own: [] };
    byId.set(coordinator.id, known);
    known.own.push(item);
  }
  return [...byId.values()];
}

async function askCoordinator<Item extends GroupItem, Result>(
  calls: AdminCalls,
  coordinator: BrokerEndpoint,
  items: readonly Item[],
  question: CoordinatorQuestion<Item, Result>,
): Promise<readonly (readonly [Item, Result])[]> {
  try {
    calls.cluster.learnBroker(coordinator);
    const connection = await calls.cluster.connect(coordinator.id);
    const results = await question.ask(connection, items, coordinator);
    return items.flatMap((item, index) => {
      const result = results[index];
      return result === undefined ? [] : [[item, result] as const];
    });
  } catch (error) {
    if (!(error instanceof KafkaError)) throw error;
    return items.map((item) => [item, question.resultOfError(item, error)] as const);
  }
}

/**
 * Whether the coordinator may say something else later. A rebalance ends, though members must not
 * repeat what it refuses. A topic that is not there is retriable for those who wait for it to be
 * created, which nobody does here.
 */
function mayPass(error: KafkaError | undefined): boolean {
  if (error === undefined || error.code === 'UNKNOWN_TOPIC_OR_PARTITION') return false;
  return isWorthRepeating(error) || error.code === 'REBALANCE_IN_PROGRESS';
}

type Coordinators = ReadonlyMap<string, BrokerEndpoint | KafkaError>;

async function findCoordinators(
  calls: AdminCalls,
  groupIds: readonly string[],
  timeoutMs: number,
): Promise<Coordinators> {
  const connection = await calls.cluster.anyConnection();
  const base = { ...defaultFindCoordinatorRequest, keyType: GROUP };
  const found = new Map<string, BrokerEndpoint | KafkaError>();
  if (connection.versionOf(FIND_COORDINATOR) >= VERSION_WITH_KEYS) {
    const request = { ...base, coordinatorKeys: groupIds };
    const response = await connection.request(FIND_COORDINATOR, request, { timeoutMs });
    for (const answer of response.coordinators) found.set(answer.key, foundCoordinator(answer));
    return found;
  }
  for (const key of groupIds) {
    const response = await connection.request(FIND_COORDINATOR, { ...base, key }, { timeoutMs });
    found.set(key, foundCoordinator(response));
  }
  return found;
}

function foundCoordinator(
  answer: Pick<Coordinator, 'nodeId' | 'host' | 'port' | 'errorCode' | 'errorMessage'>,
): BrokerEndpoint | KafkaError {
  const { errorCode, errorMessage } = answer;
  if (errorCode !== ErrorCode.NONE) return answeredError(errorCode, errorMessage);
  const [endpoint] = brokersOf([answer]);
  return endpoint ?? networkError('The answer names no coordinator.');
}

/** The error of an answer that leaves out a group that was asked for. */
export function missingGroup(groupId: string): KafkaError {
  return new KafkaError(
    'ODRADEK_MALFORMED_MESSAGE',
    `The broker's answer passes over group "${groupId}".`,
  );
}
