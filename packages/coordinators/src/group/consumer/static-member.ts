import type { GroupRecord } from '../record/group-record.ts';
import type { ConsumerGroup } from './consumer-group.ts';
import type { ConsumerGroupMember } from './consumer-group-member.ts';
import {
  currentAssignmentRecord,
  memberMetadataRecord,
  memberTombstones,
  targetRecord,
} from './consumer-group-records.ts';

/**
 * Puts a member with another id in the place of a static one, with what that one has and is to have;
 * answers it, in epoch 0, with which it joins. Who had the old id is unknown from then on.
 */
export function replaceStaticMember(
  group: ConsumerGroup,
  owner: ConsumerGroupMember,
  memberId: string,
  records: GroupRecord[],
): ConsumerGroupMember {
  const { groupId } = group;
  const member = { ...owner, memberId, memberEpoch: 0, previousMemberEpoch: 0 };
  records.push(
    ...memberTombstones(groupId, owner.memberId),
    memberMetadataRecord(groupId, member),
    targetRecord(groupId, memberId, group.targetAssignment(owner)),
    currentAssignmentRecord(groupId, member),
  );
  return member;
}
