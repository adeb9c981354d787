import type { Uuid } from '@odradek/base';
import {
  type Assignment,
  defaultDescribedGroup,
  defaultMember,
  type DescribedGroup,
} from '@odradek/protocol/messages/69-consumer-group-describe';

import type { TopicsImage } from '../../ports/topics-image.ts';
import { type ConsumerGroup, EMPTY_ASSIGNMENT } from './consumer-group.ts';

const CLASSIC_MEMBER = 0;
const CONSUMER_MEMBER = 1;

/** A group as ConsumerGroupDescribe shows it; partitions of topics that are gone are left out. */
export function describeConsumerGroup(
  group: ConsumerGroup,
  defaultAssignor: string,
  topics: TopicsImage,
): DescribedGroup {
  const members = [...group.members.values()];
  return {
    ...defaultDescribedGroup,
    groupId: group.groupId,
    groupState: group.state,
    groupEpoch: group.groupEpoch,
    assignmentEpoch: group.assignmentEpoch,
    assignorName: group.preferredAssignor(members) ?? defaultAssignor,
    members: members.map((member) => {
      const { assignedPartitions, partitionsPendingRevocation } = member;
      const target = group.targets.get(member.memberId) ?? EMPTY_ASSIGNMENT;
      const owned = [...assignedPartitions, ...partitionsPendingRevocation].map(
        ([topicId, epochs]): [Uuid, readonly number[]] => [topicId, [...epochs.keys()]],
      );
      return {
        ...defaultMember,
        memberId: member.memberId,
        instanceId: member.instanceId,
        rackId: member.rackId,
        memberEpoch: member.memberEpoch,
        clientId: member.clientId,
        clientHost: member.clientHost,
        subscribedTopicNames: member.subscribedTopicNames,
        subscribedTopicRegex: member.subscribedTopicRegex,
        assignment: describeAssignment(owned, topics),
        targetAssignment: describeAssignment(target, topics),
        memberType: member.classicMemberMetadata === null ? CONSUMER_MEMBER : CLASSIC_MEMBER,
      };
    }),
  };
}

function describeAssignment(
  partitions: Iterable<readonly [Uuid, readonly number[]]>,
  topics: TopicsImage,
): Assignment {
  const byTopic = new Map<Uuid, number[]>();
  for (const [topicId, ofTopic] of partitions) {
    byTopic.set(topicId, [...(byTopic.get(topicId) ?? []), ...ofTopic]);
  }
  const topicPartitions = [...byTopic].flatMap(([topicId, ofTopic]) => {
    const topic = topics.topicById(topicId);
    return topic === undefined ? [] : [{ topicId, topicName: topic.name, partitions: ofTopic }];
  });
  return { topicPartitions };
}
