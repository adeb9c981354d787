import type { KafkaError, RandomSource, Uuid } from '@odradek/base';
import type { JoinGroupRequest, JoinGroupResponse } from '@odradek/protocol/messages/11-join-group';
import type { HeartbeatRequest, HeartbeatResponse } from '@odradek/protocol/messages/12-heartbeat';
import type {
  LeaveGroupRequest,
  LeaveGroupResponse,
} from '@odradek/protocol/messages/13-leave-group';
import type { SyncGroupRequest, SyncGroupResponse } from '@odradek/protocol/messages/14-sync-group';
import type {
  ConsumerGroupHeartbeatRequest,
  ConsumerGroupHeartbeatResponse,
} from '@odradek/protocol/messages/68-consumer-group-heartbeat';

import type { BackoffPolicy } from '../../time/exponential-backoff.ts';
import type { TopicPartition } from '../consumer-options.ts';
import type { GroupSettings } from './group-settings.ts';

/** A request that a member wants its coordinator to have. */
export type MembershipRequest =
  | { readonly api: 'JoinGroup'; readonly body: JoinGroupRequest; readonly timeoutMs: number }
  | { readonly api: 'SyncGroup'; readonly body: SyncGroupRequest; readonly timeoutMs: number }
  | { readonly api: 'Heartbeat'; readonly body: HeartbeatRequest; readonly timeoutMs: number }
  | { readonly api: 'LeaveGroup'; readonly body: LeaveGroupRequest; readonly timeoutMs: number }
  | {
      readonly api: 'ConsumerGroupHeartbeat';
      readonly body: ConsumerGroupHeartbeatRequest;
      readonly timeoutMs: number;
    };

/** What the coordinator has answered. */
export type MembershipResponse =
  | { readonly api: 'JoinGroup'; readonly body: JoinGroupResponse }
  | { readonly api: 'SyncGroup'; readonly body: SyncGroupResponse }
  | { readonly api: 'Heartbeat'; readonly body: HeartbeatResponse }
  | { readonly api: 'LeaveGroup'; readonly body: LeaveGroupResponse }
  | { readonly api: 'ConsumerGroupHeartbeat'; readonly body: ConsumerGroupHeartbeatResponse };

/** Partitions that the application has to take over, or give up, before the membership goes on. */
export interface Handover {
  /** `lose` what another member may have already. */
  readonly type: 'revoke' | 'lose' | 'assign';
  readonly partitions: readonly TopicPartition[];
}

/** In whose name offsets can be committed. */
export type CommitStanding =
  | {
      readonly type: 'member';
      readonly memberId: string;
      /** The generation, or the member epoch. */
      readonly generationId: number;
    }
  /** In nobody's until a rebalance is over that is under way. */
  | { readonly type: 'rebalancing' }
  /** In nobody's, since the consumer is not, or no longer, in its group. */
  | { readonly type: 'outside'; readonly error: KafkaError | undefined };

/** What members need to know of topics. */
export interface TopicsView {
  /**
   * The racks of the replicas of each partition, in the order of the partitions; none for a topic
   * that does not exist. `undefined` if that is not known yet.
   */
  partitionRacks(topic: string): readonly (readonly string[])[] | undefined;
  /** The name of the topic with this id, `undefined` if that is not known yet. */
  topicName(topicId: Uuid): string | undefined;
}

/** What a membership is made of. */
export interface MembershipOptions {
  readonly settings: GroupSettings;
  readonly retryBackoff: BackoffPolicy;
  readonly requestTimeoutMs: number;
  readonly random: RandomSource;
  readonly topics: TopicsView;
}

/**
 * A member of a group as a machine: told of time, of polls, of answers; asked for requests, for
 * partitions to hand over, and when to be asked again. It waits for nothing and touches nothing.
 * Times are of the monotonic clock, in milliseconds.
 *
 * Partitions change hands only between two polls of the application, by a handover that it takes
 * and reports as done; heartbeats go on meanwhile, as they do while records are worked on.
 */
export interface Membership {
  /** The partitions that the application has, as far as handovers are done. */
  readonly owned: readonly TopicPartition[];
  /** The topics that it has to be told about, besides those it subscribes to. */
  readonly topicsWanted: readonly string[];
  /** The ids of topics whose names it has to know. */
  readonly topicIdsWanted: readonly Uuid[];
  /** When `nextRequest` may have something to send, or something to do, that it has not now. */
  readonly dueMs: number;
  /** Empty if the group has given none. */
  readonly memberId: string;
  /** The generation, or the member epoch; -1 outside of the group. */
  readonly generationId: number;
  readonly standing: CommitStanding;
  /** Whether `leave` was called and nothing remains to be sent for it. */
  readonly hasLeft: boolean;
  /** Whether `takeHandover` has one. */
  readonly hasHandover: boolean;

  /**
   * Subscribes to these topics, and to those that match a pattern that the broker understands, instead
   * of what was before.
   */
  subscribe(topics: readonly string[], pattern: string | null): void;
  /** The application polls: rebalances can go on. */
  polled(nowMs: number): void;
  /** The application is at work; from here on `max.poll.interval.ms` counts. */
  pollEnded(nowMs: number): void;
  /** Something is known of topics that was not, or has changed. */
  topicsChanged(nowMs: number): void;
  /** The request to send now; one is under way until it is answered or has failed. */
  nextRequest(nowMs: number): MembershipRequest | undefined;
  answered(nowMs: number, request: MembershipRequest, response: MembershipResponse): void;
  /** No answer came, and none will. */
  failed(nowMs: number, request: MembershipRequest, error: KafkaError): void;
  /** What the application has to do now; `undefined` until it has done what it took before. */
  takeHandover(): Handover | undefined;
  handedOver(nowMs: number): void;
  /** An answer to something else than membership said that the member is not what it was. */
  refused(nowMs: number, errorCode: number, generationId: number): void;
  /** Leaves for good. Partitions are given up without handover: that comes before. */
  leave(nowMs: number): void;
  /** What `poll` has to reject with, once. */
  takeError(): KafkaError | undefined;
}
