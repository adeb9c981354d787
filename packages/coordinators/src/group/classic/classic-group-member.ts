import { EMPTY_BYTES } from '@odradek/protocol';
import type { JoinGroupResponse } from '@odradek/protocol/messages/11-join-group';
import type { SyncGroupResponse } from '@odradek/protocol/messages/14-sync-group';

import type { MemberProtocols } from './member-protocols.ts';

/** Answers a JoinGroup; called once. */
export type RespondToJoin = (response: JoinGroupResponse) => void;

/** Answers a SyncGroup; called once. */
export type RespondToSync = (response: SyncGroupResponse) => void;

/** What a member is made of. */
export interface ClassicGroupMemberFields {
  readonly memberId: string;
  /** The name that keeps a static member through restarts; `undefined` for a dynamic one. */
  readonly groupInstanceId: string | undefined;
  readonly clientId: string;
  /** Where it was seen, as Kafka writes it: `/127.0.0.1`. */
  readonly clientHost: string;
  /** How long it may take to join again when a rebalance begins. */
  readonly rebalanceTimeoutMs: number;
  /** It is removed if nothing is heard of it for this long. */
  readonly sessionTimeoutMs: number;
  readonly protocols: MemberProtocols;
  /** Its part from the leader, opaque; none if not given. */
  readonly assignment?: Buffer;
}

/** A member of a classic group (Kafka's `ClassicGroupMember`). Its group alone changes it. */
export class ClassicGroupMember {
  readonly memberId: string;
  readonly groupInstanceId: string | undefined;
  readonly clientId: string;
  readonly clientHost: string;
  rebalanceTimeoutMs: number;
  sessionTimeoutMs: number;
  protocols: MemberProtocols;
  assignment: Buffer;
  /** It has joined for the first time and is not answered yet: it may be gone without our knowing. */
  isNew: boolean = false;
  /** The JoinGroup that waits for the others. */
  awaitingJoin: RespondToJoin | undefined = undefined;
  /** The SyncGroup that waits for the leader. */
  awaitingSync: RespondToSync | undefined = undefined;

  constructor(fields: ClassicGroupMemberFields) {
    this.memberId = fields.memberId;
    this.groupInstanceId = fields.groupInstanceId;
    this.clientId = fields.clientId;
    this.clientHost = fields.clientHost;
    this.rebalanceTimeoutMs = fields.rebalanceTimeoutMs;
    this.sessionTimeoutMs = fields.sessionTimeoutMs;
    this.protocols = fields.protocols;
    this.assignment = fields.assignment ?? EMPTY_BYTES;
  }

  /**
   * Whether it is known to live though it sends no heartbeat: while it waits for an answer. A new
   * member does not count, as clients that gave up would stay for as long as others keep joining.
   */
  hasSatisfiedHeartbeat(): boolean {
    return !this.isNew && (this.awaitingJoin !== undefined || this.awaitingSync !== undefined);
  }
}
