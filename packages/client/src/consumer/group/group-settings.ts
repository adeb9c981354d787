import { KafkaError } from '@odradek/base';

import type { PartitionAssignor } from '../../assignor/partition-assignor.ts';
import { rangeAssignor } from '../../assignor/range/range-assignor.ts';
import { roundRobinAssignor } from '../../assignor/round-robin-assignor.ts';
import { cooperativeStickyAssignor } from '../../assignor/sticky/cooperative-sticky-assignor.ts';
import { stickyAssignor } from '../../assignor/sticky/sticky-assignor.ts';
import { integerSetting } from '../../client-settings.ts';
import type { ConsumerOptions } from '../consumer-options.ts';

/** How a consumer takes part in its group, checked, with defaults filled in. */
export interface GroupSettings {
  readonly groupId: string;
  readonly groupProtocol: 'classic' | 'consumer';
  readonly groupInstanceId: string | null;
  readonly groupRemoteAssignor: string | null;
  /** Not empty; the first is wanted most. */
  readonly assignors: readonly PartitionAssignor[];
  readonly sessionTimeoutMs: number;
  readonly heartbeatIntervalMs: number;
  readonly maxPollIntervalMs: number;
  readonly rebalanceTimeoutMs: number;
  readonly clientRack: string | null;
  readonly isAutoCommitEnabled: boolean;
  readonly autoCommitIntervalMs: number;
}

const ASSIGNORS: readonly PartitionAssignor[] = [
  rangeAssignor,
  cooperativeStickyAssignor,
  roundRobinAssignor,
  stickyAssignor,
];
const PROTOCOLS: readonly unknown[] = ['classic', 'consumer'];
const INSTANCE_ID = /^[a-zA-Z0-9._-]{1,249}$/;

/** Checks what `group.id` and its like say; `undefined` without a group. Raises `INVALID_CONFIG`. */
export function groupSettings(options: ConsumerOptions): GroupSettings | undefined {
  const { groupId } = options;
  if (groupId === undefined) {
    checkNoGroup(options);
    return undefined;
  }
  if (typeof groupId !== 'string' || groupId.trim() === '') {
    throw invalid('group.id', groupId, 'a name that is not empty');
  }
  const groupProtocol = options.groupProtocol ?? 'classic';
  if (!PROTOCOLS.includes(groupProtocol)) {
    throw invalid('group.protocol', groupProtocol, 'classic or consumer');
  }
  checkProtocol(options, groupProtocol);
  const timeouts = groupTimeouts(options);
  return {
    groupId,
    groupProtocol,
    groupInstanceId: instanceId(options.groupInstanceId),
    groupRemoteAssignor: options.groupRemoteAssignor ?? null,
    assignors: assignorsOf(options.partitionAssignmentStrategy),
    ...timeouts,
    clientRack: options.clientRack === '' ? null : (options.clientRack ?? null),
    isAutoCommitEnabled: options.enableAutoCommit ?? true,
    autoCommitIntervalMs: integerSetting(
      'auto.commit.interval.ms',
      options.autoCommitIntervalMs,
      5000,
    ),
  };
}

function checkNoGroup({ enableAutoCommit, groupInstanceId }: ConsumerOptions): void {
  if (enableAutoCommit === true) {
    throw invalid('enable.auto.commit', true, 'group.id too, since offsets belong to a group');
  }
  if (groupInstanceId !== undefined) {
    throw invalid('group.instance.id', groupInstanceId, 'group.id too');
  }
}

/** What only one protocol knows would otherwise be without effect. */
function checkProtocol(options: ConsumerOptions, groupProtocol: 'classic' | 'consumer'): void {
  const ofOther =
    groupProtocol === 'classic'
      ? { 'group.remote.assignor': options.groupRemoteAssignor }
      : {
          'partition.assignment.strategy': options.partitionAssignmentStrategy,
          'session.timeout.ms': options.sessionTimeoutMs,
          'heartbeat.interval.ms': options.heartbeatIntervalMs,
        };
  for (const [name, value] of Object.entries(ofOther)) {
    if (value === undefined) continue;
    throw new KafkaError(
      'INVALID_CONFIG',
      `${name} is set, which group.protocol=${groupProtocol} does not know; leave it out` +
        (groupProtocol === 'consumer' ? ', the broker decides.' : '.'),
    );
  }
}

function groupTimeouts(
  options: ConsumerOptions,
): Pick<
  GroupSettings,
  'sessionTimeoutMs' | 'heartbeatIntervalMs' | 'maxPollIntervalMs' | 'rebalanceTimeoutMs'
> {
  const sessionTimeoutMs = integerSetting(
    'session.timeout.ms',
    options.sessionTimeoutMs,
    45_000,
    1,
  );
  const heartbeatIntervalMs = integerSetting(
    'heartbeat.interval.ms',
    options.heartbeatIntervalMs,
    Math.min(3000, Math.ceil(sessionTimeoutMs / 3)),
    1,
  );
  if (heartbeatIntervalMs >= sessionTimeoutMs && options.groupProtocol !== 'consumer') {
    throw invalid(
      'heartbeat.interval.ms',
      heartbeatIntervalMs,
      `less than session.timeout.ms, which is ${sessionTimeoutMs}`,
    );
  }
  const maxPollIntervalMs = integerSetting(
    'max.poll.interval.ms',
    options.maxPollIntervalMs,
    300_000,
    1,
  );
  const rebalanceTimeoutMs = integerSetting(
    'rebalance.timeout.ms',
    options.rebalanceTimeoutMs,
    maxPollIntervalMs,
    1,
  );
  return { sessionTimeoutMs, heartbeatIntervalMs, maxPollIntervalMs, rebalanceTimeoutMs };
}

function instanceId(value: string | undefined): string | null {
  if (value === undefined) return null;
  if (INSTANCE_ID.test(value) && value !== '.' && value !== '..') return value;
  const wanted = '1 to 249 letters, digits, ".", "_" and "-", and not "." or ".." alone';
  throw invalid('group.instance.id', value, wanted);
}

function assignorsOf(
  strategy: ConsumerOptions['partitionAssignmentStrategy'],
): readonly PartitionAssignor[] {
  if (strategy === undefined) return [rangeAssignor, cooperativeStickyAssignor];
  const assignors = strategy.map((entry) => (typeof entry === 'string' ? assignor(entry) : entry));
  const names = assignors.map(({ name }) => name);
  if (names.length > 0 && new Set(names).size === names.length) return assignors;
  throw invalid('partition.assignment.strategy', names.join(', '), 'one or more, each once');
}

function assignor(name: string): PartitionAssignor {
  const found = ASSIGNORS.find((other) => other.name === name);
  if (found !== undefined) return found;
  const known = ASSIGNORS.map((other) => other.name).join(', ');
  throw invalid('partition.assignment.strategy', name, `${known}, or an assignor of your own`);
}

function invalid(name: string, value: unknown, wanted: string): KafkaError {
  return new KafkaError('INVALID_CONFIG', `${name} is "${String(value)}"; use ${wanted}.`);
}
