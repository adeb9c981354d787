import type { GroupMigration } from '../migration/group-migration.ts';
import type { GroupRecord } from '../record/group-record.ts';
import type { ConsumerGroup } from './consumer-group.ts';
import type { ConsumerGroupMember } from './consumer-group-member.ts';
import { groupEpochRecord, memberTombstones, regexRecord } from './consumer-group-records.ts';
import type { ConsumerRebalances, Departure } from './consumer-rebalances.ts';
import type { TopicHashes } from './topic-hashes.ts';

/** Takes members out of consumer groups. */
export class Fencing {
  private readonly hashes: TopicHashes;
  private readonly migration: GroupMigration;
  private readonly rebalances: ConsumerRebalances;

  constructor(hashes: TopicHashes, migration: GroupMigration, rebalances: ConsumerRebalances) {
    this.hashes = hashes;
    this.migration = migration;
    this.rebalances = rebalances;
  }

  /**
   * The records that take members out, at least one. If only members of the classic protocol are left
   * the group becomes a classic one, if that is allowed; else the next heartbeat of another member
   * computes who gets what those who are gone had. Their timers end when it is replayed.
   */
  fence(
    group: ConsumerGroup,
    members: readonly ConsumerGroupMember[],
    departure: Departure,
  ): readonly GroupRecord[] {
    const downgraded = this.migration.downgradeWithout(group, members);
    if (downgraded !== undefined) return downgraded;
    const { groupId } = group;
    for (const { memberId } of members) this.rebalances.noteDeparture(groupId, memberId, departure);
    const records = members.flatMap(({ memberId }) => memberTombstones(groupId, memberId));
    const subscriptions = group.subscriptions.copy();
    for (const member of members) subscriptions.remove(member);
    for (const regex of new Set(members.map(({ subscribedTopicRegex }) => subscribedTopicRegex))) {
      if (regex === '' || subscriptions.regexMembers(regex) > 0) continue;
      records.push(regexRecord(groupId, regex, undefined));
      const resolved = group.regexes.get(regex);
      if (resolved !== undefined) subscriptions.removeResolved(resolved);
    }
    const hash = this.hashes.metadataHash(subscriptions.topicNames());
    records.push(groupEpochRecord(groupId, group.groupEpoch + 1, hash));
    return records;
  }
}
