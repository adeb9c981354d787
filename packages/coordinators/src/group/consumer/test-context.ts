import { assert, type Uuid } from '@odradek/base';
import {
  type ConsumerGroupHeartbeatRequest,
  type ConsumerGroupHeartbeatResponse,
  defaultConsumerGroupHeartbeatRequest,
} from '@odradek/protocol/messages/68-consumer-group-heartbeat';

import type { RebalanceExplained } from '../../ports/rebalance-listener.ts';
import { CoordinatorHarness } from '../../testing/coordinator-harness.ts';
import { GroupCoordinatorShard } from '../group-coordinator-shard.ts';
import type { GroupRecord } from '../record/group-record.ts';
import { GROUP_RECORD_CODEC } from '../record/group-record-codec.ts';
import type { ConsumerGroup } from './consumer-group.ts';
import {
  type ConsumerGroupConfig,
  type ConsumerGroupSettings,
  type ConsumerGroupsOptions,
  DEFAULT_CONSUMER_GROUPS,
} from './consumer-group-settings.ts';

export const GROUP = 'readers';
export const REBALANCE_TIMEOUT_MS = 30_000;
export const SESSION_TIMEOUT_MS = 45_000;

/** The id of the topic with this short name. */
export function topicIdOf(name: string): Uuid {
  return Buffer.from(name.padEnd(16)).toString('base64url');
}

/** What a test may say of the settings. */
export interface GroupTestOptions
  extends
    Partial<Omit<ConsumerGroupSettings, 'configOf'>>,
    Partial<Omit<ConsumerGroupsOptions, 'settings'>> {
  readonly config?: Partial<ConsumerGroupConfig>;
}

/** A shard with the consumer group `readers`, in virtual time; targets are computed at once. */
export class GroupTest extends CoordinatorHarness<GroupRecord, GroupCoordinatorShard> {
  /** What was explained, the first one first. */
  readonly rebalances: readonly RebalanceExplained[];

  constructor({ config, compileTopicRegex, regexTurns, ...settings }: GroupTestOptions = {}) {
    const rebalances: RebalanceExplained[] = [];
    const { settings: defaults } = DEFAULT_CONSUMER_GROUPS;
    const groupConfig = { ...defaults.configOf(GROUP), assignmentIntervalMs: 0, ...config };
    super({
      codec: GROUP_RECORD_CODEC,
      createShard: (context) =>
        new GroupCoordinatorShard(context, {
          config: {
            groupInitialRebalanceDelayMs: 0,
            groupMaxSessionTimeoutMs: 1_800_000,
            groupMaxSize: 100,
            groupMinSessionTimeoutMs: 6000,
            offsetMetadataMaxBytes: 4096,
            offsetsRetentionMs: 604_800_000,
            offsetsRetentionCheckIntervalMs: 600_000,
          },
          rebalanceListener: { onRebalanced: (rebalance) => rebalances.push(rebalance) },
          consumer: {
            settings: { ...defaults, ...settings, configOf: () => groupConfig },
            compileTopicRegex:
              compileTopicRegex ?? ((regex) => ({ matches: (name) => name.startsWith(regex) })),
            ...(regexTurns === undefined ? {} : { regexTurns }),
          },
        }),
    });
    this.rebalances = rebalances;
  }

  get group(): ConsumerGroup | undefined {
    return this.shard.consumer.get(GROUP);
  }

  addTopic(name: string, partitionsCount: number): void {
    this.topics.set({ name, topicId: topicIdOf(name), partitionsCount });
    this.changeTopics({ changed: [name] });
  }

  /** Sends a heartbeat; answers what is told once everything is committed. */
  heartbeat(
    request: Partial<ConsumerGroupHeartbeatRequest>,
    apiVersion = 1,
  ): ConsumerGroupHeartbeatResponse {
    let told: ConsumerGroupHeartbeatResponse | undefined;
    const origin = { clientId: 'client', clientHost: '/127.0.0.1', apiVersion };
    this.run((shard) =>
      shard.consumer.heartbeat(
        { ...defaultConsumerGroupHeartbeatRequest, groupId: GROUP, ...request },
        origin,
        (response) => {
          assert(told === undefined, 'a heartbeat is answered once');
          told = response;
        },
      ),
    );
    assert(told !== undefined, 'a heartbeat is answered');
    return told;
  }

  /** Joins with topics. */
  join(
    memberId: string,
    change: Partial<ConsumerGroupHeartbeatRequest> = {},
  ): ConsumerGroupHeartbeatResponse {
    return this.heartbeat({
      memberId,
      memberEpoch: 0,
      rebalanceTimeoutMs: REBALANCE_TIMEOUT_MS,
      subscribedTopicNames: ['orders'],
      topicPartitions: [],
      ...change,
    });
  }
}

/** Partitions of `orders` as a heartbeat says that a member owns them. */
export function orders(...partitions: number[]): ConsumerGroupHeartbeatRequest['topicPartitions'] {
  return partitions.length === 0 ? [] : [{ topicId: topicIdOf('orders'), partitions }];
}

/** What a response assigns, as `0 1 2`; `undefined` if it says nothing of it. */
export function assigned({ assignment }: ConsumerGroupHeartbeatResponse): string | undefined {
  return assignment?.topicPartitions
    .flatMap(({ partitions }) => partitions)
    .sort((a, b) => a - b)
    .join(' ');
}
