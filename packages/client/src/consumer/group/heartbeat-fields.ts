import {
  type ConsumerGroupHeartbeatRequest,
  defaultConsumerGroupHeartbeatRequest,
  type RequestTopicPartitions,
} from '@odradek/protocol/messages/68-consumer-group-heartbeat';

import type { GroupSettings } from './group-settings.ts';

/** What a member tells its coordinator of, as it is now. */
export interface MemberState {
  readonly topics: readonly string[];
  readonly pattern: string | null;
  readonly owned: readonly RequestTopicPartitions[];
}

/** The epochs that are none: to join, to leave, and to leave for a while as a static member. */
export const JOINING_EPOCH = 0;
const LEAVING_EPOCH = -1;
const LEAVING_STATIC_EPOCH = -2;

/** What was sent last of a state, as texts to compare. */
interface SentState {
  readonly topics: string;
  readonly pattern: string | null;
  readonly owned: string;
}

/**
 * Makes the heartbeats of a member (`ConsumerHeartbeatRequestManager.HeartbeatState`): all fields when
 * it joins and after whatever may have been lost, then only what has changed.
 */
export class HeartbeatFields {
  private readonly settings: GroupSettings;
  private readonly memberId: string;
  /** `undefined` if the coordinator may not know what was sent. */
  private sent: SentState | undefined;
  private hadPattern = false;

  constructor(settings: GroupSettings, memberId: string) {
    this.settings = settings;
    this.memberId = memberId;
  }

  /** Whether the coordinator may not know all of this. */
  isNews(state: MemberState): boolean {
    const { sent } = this;
    const now = stateSent(state);
    if (sent === undefined) return true;
    return now.topics !== sent.topics || now.pattern !== sent.pattern || now.owned !== sent.owned;
  }

  /** The coordinator may not have got what was sent last; the next heartbeat tells all. */
  forget(): void {
    this.sent = undefined;
  }

  /** A heartbeat of a member in an epoch, which is `JOINING_EPOCH` for one that is to become one. */
  next(memberEpoch: number, state: MemberState): ConsumerGroupHeartbeatRequest {
    if (memberEpoch === JOINING_EPOCH) this.forget();
    const { sent } = this;
    const now = stateSent(state);
    this.sent = now;
    const { topics, owned } = state;
    const { rebalanceTimeoutMs, groupRemoteAssignor, clientRack } = this.settings;
    const body = {
      ...this.heartbeat(memberEpoch),
      subscribedTopicNames: now.topics === sent?.topics ? null : topics,
      subscribedTopicRegex: this.patternToSend(state.pattern, sent),
      topicPartitions: now.owned === sent?.owned ? null : owned,
    };
    if (sent !== undefined) return body;
    const rackId = memberEpoch === JOINING_EPOCH ? clientRack : null;
    return { ...body, rebalanceTimeoutMs, serverAssignor: groupRemoteAssignor, rackId };
  }

  /** An empty text takes a pattern back. */
  private patternToSend(pattern: string | null, sent: SentState | undefined): string | null {
    if (pattern !== null) this.hadPattern = true;
    if (sent !== undefined && sent.pattern === pattern) return null;
    return pattern ?? (this.hadPattern ? '' : null);
  }

  private heartbeat(memberEpoch: number): ConsumerGroupHeartbeatRequest {
    const { groupId, groupInstanceId: instanceId } = this.settings;
    const { memberId } = this;
    return { ...defaultConsumerGroupHeartbeatRequest, groupId, memberId, memberEpoch, instanceId };
  }

  /** Leaves the group; a static member leaves its partitions to the one that comes after it. */
  leave(): ConsumerGroupHeartbeatRequest {
    this.forget();
    const isStatic = this.settings.groupInstanceId !== null;
    return this.heartbeat(isStatic ? LEAVING_STATIC_EPOCH : LEAVING_EPOCH);
  }
}

function stateSent({ topics, pattern, owned }: MemberState): SentState {
  return { topics: topics.join(), pattern, owned: JSON.stringify(owned) };
}
