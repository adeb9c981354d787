import type { ClassicGroup } from './classic-group.ts';
import { parseSubscribedTopics } from './consumer-protocol.ts';

/**
 * The topics that the members of a group subscribe to by the protocol that was elected; `undefined`
 * if that cannot be known: no consumers, no protocol yet, or a member sent something else.
 */
export function subscribedTopicsOf(group: ClassicGroup): ReadonlySet<string> | undefined {
  if (!group.usesConsumerProtocol) return undefined;
  const topics = new Set<string>();
  for (const { protocols } of group.allMembers()) {
    if (group.protocolName === undefined) return undefined;
    const metadata = protocols.metadata(group.protocolName);
    const ofMember = metadata === undefined ? undefined : parseSubscribedTopics(metadata);
    if (ofMember === undefined) return undefined;
    for (const topic of ofMember) topics.add(topic);
  }
  return topics;
}

/** Whether a group may be consuming a topic, so that its offsets of it must stay. */
export function isSubscribedToTopic(group: ClassicGroup, topic: string): boolean {
  return group.subscribedTopics?.has(topic) ?? group.usesConsumerProtocol;
}
