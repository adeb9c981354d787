import { KafkaError } from '@odradek/base';

import type { TopicsImage } from '../../ports/topics-image.ts';
import type { ClassicGroup } from '../classic/classic-group.ts';
import { ClassicGroupMember } from '../classic/classic-group-member.ts';
import { serializeAssignment, versionOf } from '../classic/consumer-protocol.ts';
import { MemberProtocols } from '../classic/member-protocols.ts';
import { subscribedTopicsOf } from '../classic/subscribed-topics.ts';
import type { MemberAssignment } from '../assignor/partition-assignor.ts';
import { type ConsumerGroup, EMPTY_ASSIGNMENT } from '../consumer/consumer-group.ts';
import type { ConsumerGroupMember } from '../consumer/consumer-group-member.ts';
import type { ConsumerGroupSettings } from '../consumer/consumer-group-settings.ts';
import { isDowngradeEnabled } from './migration-policy.ts';

/** The protocol type of consumers. */
const CONSUMER = 'consumer';

/** Which limits a downgrade keeps to. */
export interface DowngradeLimits extends Pick<ConsumerGroupSettings, 'migrationPolicy'> {
  /** `group.max.size` */
  readonly classicMaxSize: number;
}

/**
 * Whether a consumer group becomes a classic one when `gone` are gone, of which `joining` takes the
 * place of one: everybody else speaks the classic protocol (`validateOnlineDowngradeWithFencedMembers`,
 * `validateOnlineDowngradeWithReplacedMember`). Answers why not, if that is all that is against it.
 */
export function canDowngrade(
  group: ConsumerGroup,
  { gone, joins }: { readonly gone: readonly ConsumerGroupMember[]; readonly joins: boolean },
  { migrationPolicy, classicMaxSize }: DowngradeLimits,
): boolean | string {
  const classicGone = gone.filter(({ classicMemberMetadata }) => classicMemberMetadata !== null);
  if (joins && classicGone.length > 0) return false;
  const left = group.members.size - gone.length;
  if (group.classicMembersCount - classicGone.length !== left) return false;
  const count = joins ? left + 1 : left;
  if (count <= 0) return false;
  if (!isDowngradeEnabled(migrationPolicy)) {
    return `group.consumer.migration.policy=${migrationPolicy} does not allow it`;
  }
  if (count > classicMaxSize) {
    return `its ${count} members are more than group.max.size=${classicMaxSize}`;
  }
  return true;
}

/**
 * The members that a consumer group leaves to the classic group which it becomes, put into `classic`
 * with what their target is (`ClassicGroup.fromConsumerGroup`): all but `gone`, and `joining`, which
 * has the target of the static member whose place it takes. All of them speak the classic protocol.
 * Raises `GROUP_ID_NOT_FOUND` with Kafka's words if one of them does not speak it well.
 */
export function fillClassicGroup(
  classic: ClassicGroup,
  group: ConsumerGroup,
  options: {
    readonly gone: readonly ConsumerGroupMember[];
    readonly joining: ConsumerGroupMember | undefined;
    readonly topics: TopicsImage;
  },
): void {
  const { gone, joining, topics } = options;
  const isGone = new Set(gone.map(({ memberId }) => memberId));
  const targets = new Map<string, MemberAssignment>();
  const add = (member: ConsumerGroupMember, target: MemberAssignment): void => {
    classic.add(classicMemberFrom(member), CONSUMER);
    targets.set(member.memberId, target);
  };
  for (const [memberId, member] of group.members) {
    if (!isGone.has(memberId)) add(member, group.targets.get(memberId) ?? EMPTY_ASSIGNMENT);
  }
  if (joining !== undefined) add(joining, group.targetAssignment(joining));
  const protocolName = classic.electProtocol();
  classic.protocolName = protocolName;
  classic.subscribedTopics = subscribedTopicsOf(classic);
  for (const member of classic.allMembers()) {
    const metadata = member.protocols.metadata(protocolName);
    const version = metadata === undefined ? undefined : versionOf(metadata);
    if (version === undefined) {
      throw new KafkaError(
        'GROUP_ID_NOT_FOUND',
        `Cannot downgrade the classic group ${group.groupId}: what member ${member.memberId} says for the protocol ${protocolName} cannot be read.`,
      );
    }
    const target = targets.get(member.memberId) ?? EMPTY_ASSIGNMENT;
    member.assignment = serializeAssignment(target, version, topics);
  }
}

function classicMemberFrom(member: ConsumerGroupMember): ClassicGroupMember {
  const { classicMemberMetadata } = member;
  return new ClassicGroupMember({
    memberId: member.memberId,
    groupInstanceId: member.instanceId ?? undefined,
    clientId: member.clientId,
    clientHost: member.clientHost,
    rebalanceTimeoutMs: member.rebalanceTimeoutMs,
    sessionTimeoutMs: classicMemberMetadata?.sessionTimeoutMs ?? 0,
    protocols: new MemberProtocols(classicMemberMetadata?.supportedProtocols ?? []),
  });
}
