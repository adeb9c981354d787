import { KafkaError } from '@odradek/base';

import type { CoordinatorShardContext } from '../../runtime/coordinator-shard.ts';
import type { ClassicGroup } from '../classic/classic-group.ts';
import type { ClassicGroups } from '../classic/classic-groups.ts';
import type { ConsumerGroup } from '../consumer/consumer-group.ts';
import type { ConsumerGroupMember } from '../consumer/consumer-group-member.ts';
import {
  consumerGroupRecords,
  groupTombstones,
  type ReplacedMember,
} from '../consumer/consumer-group-records.ts';
import type { ConsumerGroupSettings } from '../consumer/consumer-group-settings.ts';
import type { TopicHashes } from '../consumer/topic-hashes.ts';
import type { GroupRecord } from '../record/group-record.ts';
import { canDowngrade, fillClassicGroup } from './downgrade.ts';
import { checkUpgrade, consumerGroupFrom } from './upgrade.ts';

type Context = Pick<CoordinatorShardContext<GroupRecord>, 'topics' | 'now' | 'report'>;

/**
 * Groups with members that go from one protocol to the other while they are consumed (KIP-848's online
 * migration). Nothing is changed here: groups change when the records are replayed. Offsets have
 * records of their own, and stay.
 */
export class GroupMigration {
  private readonly context: Context;
  private readonly settings: ConsumerGroupSettings;
  private readonly classic: ClassicGroups;
  private readonly hashes: TopicHashes;

  constructor(
    context: Context,
    groups: {
      readonly settings: ConsumerGroupSettings;
      readonly classic: ClassicGroups;
      readonly hashes: TopicHashes;
    },
  ) {
    this.context = context;
    this.settings = groups.settings;
    this.classic = groups.classic;
    this.hashes = groups.hashes;
  }

  /**
   * The consumer group that a classic group with members becomes, with the records that make it so.
   * Whoever waits in JoinGroup or SyncGroup is told to join again. Raises `GROUP_ID_NOT_FOUND` if that
   * is not possible.
   */
  upgrade(classic: ClassicGroup): {
    readonly group: ConsumerGroup;
    readonly records: readonly GroupRecord[];
  } {
    checkUpgrade(classic, this.settings);
    const group = consumerGroupFrom(classic, this.context.topics, this.hashes);
    return { group, records: [...classic.tombstones(), ...consumerGroupRecords(group)] };
  }

  /**
   * The records that make a consumer group a classic one when members are gone; `undefined` if it stays
   * what it is. The others are told to join again.
   */
  downgradeWithout(
    group: ConsumerGroup,
    gone: readonly ConsumerGroupMember[],
  ): readonly GroupRecord[] | undefined {
    if (!this.canDowngrade(group, { gone, joins: false })) return undefined;
    try {
      const classic = this.classicGroupOf(group, gone, undefined);
      const reason = `Downgrade group ${group.groupId} from consumer to classic for member leaving.`;
      return [...groupTombstones(group), this.classic.converted(classic, reason)];
    } catch (error) {
      if (!(error instanceof KafkaError)) throw error;
      this.context.report(`Group ${group.groupId} stays a consumer group. ${error.message}`);
      return undefined;
    }
  }

  /** Whether a group becomes a classic one when a static member is replaced by one of the classic protocol. */
  canDowngradeReplacing(group: ConsumerGroup, replaced: ConsumerGroupMember): boolean {
    return this.canDowngrade(group, { gone: [replaced], joins: true });
  }

  /**
   * The records that make a consumer group a classic one in which `joining` has the place of a static
   * member. `reason` is why the members have to join again, if they have to. Raises
   * `GROUP_ID_NOT_FOUND` if one of them does not speak the protocol well.
   */
  downgradeReplacing(
    group: ConsumerGroup,
    { replaced, joining }: ReplacedMember,
    reason: string | undefined,
  ): readonly GroupRecord[] {
    const classic = this.classicGroupOf(group, [replaced], joining);
    return [
      ...groupTombstones(group, { replaced, joining }),
      this.classic.converted(classic, reason),
    ];
  }

  private canDowngrade(
    group: ConsumerGroup,
    change: { readonly gone: readonly ConsumerGroupMember[]; readonly joins: boolean },
  ): boolean {
    const { migrationPolicy } = this.settings;
    const { groupMaxSize: classicMaxSize } = this.classic.settings;
    const answer = canDowngrade(group, change, { migrationPolicy, classicMaxSize });
    if (typeof answer === 'boolean') return answer;
    this.context.report(
      `Group ${group.groupId} stays a consumer group though its members speak the classic protocol: ${answer}.`,
    );
    return false;
  }

  private classicGroupOf(
    group: ConsumerGroup,
    gone: readonly ConsumerGroupMember[],
    joining: ConsumerGroupMember | undefined,
  ): ClassicGroup {
    const classic = this.classic.stableGroup(group.groupId, group.groupEpoch);
    fillClassicGroup(classic, group, { gone, joining, topics: this.context.topics });
    return classic;
  }
}
