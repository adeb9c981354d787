import { assert, ByteWriter } from '@odradek/base';
import { ErrorCode } from '@odradek/protocol';
import type { JoinGroupResponse } from '@odradek/protocol/messages/11-join-group';
import { defaultJoinGroupRequest } from '@odradek/protocol/messages/11-join-group';
import { defaultHeartbeatRequest } from '@odradek/protocol/messages/12-heartbeat';
import {
  defaultMemberIdentity,
  type LeaveGroupResponse,
} from '@odradek/protocol/messages/13-leave-group';
import {
  defaultSyncGroupRequest,
  type SyncGroupRequest,
  type SyncGroupResponse,
} from '@odradek/protocol/messages/14-sync-group';
import {
  defaultConsumerProtocolAssignment,
  defaultConsumerProtocolSubscription,
  writeConsumerProtocolAssignment,
  writeConsumerProtocolSubscription,
} from '@odradek/protocol/messages/embedded';

import type { RebalanceExplained } from '../../ports/rebalance-listener.ts';
import type { CoordinatorResult } from '../../runtime/coordinator-result.ts';
import type { CoordinatorShard, CoordinatorShardContext } from '../../runtime/coordinator-shard.ts';
import { CoordinatorHarness } from '../../testing/coordinator-harness.ts';
import { Groups } from '../groups.ts';
import type { GroupRecord } from '../record/group-record.ts';
import { GROUP_RECORD_CODEC } from '../record/group-record-codec.ts';
import type { ClassicGroup } from './classic-group.ts';
import type { ClassicGroupSettings } from './classic-group-context.ts';
import { ClassicGroups } from './classic-groups.ts';

/** The newest version of JoinGroup. */
const JOIN_VERSION = 9;
export const GROUP = 'orders-app';
export const SESSION_TIMEOUT_MS = 10_000;
export const REBALANCE_TIMEOUT_MS = 60_000;

/** Kafka's defaults, without the initial delay. */
const SETTINGS: ClassicGroupSettings = {
  groupMinSessionTimeoutMs: 6000,
  groupMaxSessionTimeoutMs: 1_800_000,
  groupInitialRebalanceDelayMs: 0,
  groupMaxSize: 2_147_483_647,
};

/** An answer that comes now or later, but once. */
export class Answer<Response> {
  private readonly responses: Response[] = [];
  private listener: ((response: Response) => void) | undefined = undefined;

  readonly respond = (response: Response): void => {
    assert(this.responses.length === 0, 'a request is answered once');
    this.responses.push(response);
    this.listener?.(response);
  };

  /** Is called with the answer, now or when it comes. */
  set onResponse(listener: (response: Response) => void) {
    this.listener = listener;
    if (!this.isPending) listener(this.response);
  }

  get isPending(): boolean {
    return this.responses.length === 0;
  }

  get response(): Response {
    const [response] = this.responses;
    assert(response !== undefined, 'the request was answered');
    return response;
  }
}

/** What a test says of a member that joins. */
export interface Joining {
  readonly memberId?: string;
  readonly groupInstanceId?: string;
  readonly version?: number;
  readonly clientId?: string;
  readonly groupId?: string;
  readonly protocolType?: string;
  /** Names, best first; the metadata subscribes to `topics`. */
  readonly protocols?: readonly string[];
  readonly topics?: readonly string[];
  readonly metadata?: Buffer;
  readonly sessionTimeoutMs?: number;
  readonly rebalanceTimeoutMs?: number;
  readonly reason?: string;
}

/** A member and its generation. */
export interface Membership {
  readonly memberId: string;
  readonly generationId: number;
  readonly groupInstanceId?: string | undefined;
}

class ClassicGroupShard implements CoordinatorShard<GroupRecord> {
  readonly groups: ClassicGroups;

  constructor(groups: ClassicGroups) {
    this.groups = groups;
  }

  replay(record: GroupRecord): void {
    if (record.type === 'GroupMetadata') this.groups.replay(record.key.group, record.value);
  }

  endTransaction(): void {}

  onLoaded(): readonly CoordinatorResult<GroupRecord>[] {
    return this.groups.onLoaded();
  }

  onUnloaded(): void {
    this.groups.onUnloaded();
  }

  onTopicsImage(): readonly CoordinatorResult<GroupRecord>[] {
    return [];
  }
}

/** One classic group in virtual time, with clients that do as they are told. */
export class GroupTest {
  readonly harness: CoordinatorHarness<GroupRecord, ClassicGroupShard>;
  readonly rebalances: RebalanceExplained[] = [];
  private readonly settings: ClassicGroupSettings;

  constructor(settings: Partial<ClassicGroupSettings> = {}) {
    this.settings = { ...SETTINGS, ...settings };
    this.harness = new CoordinatorHarness({
      codec: GROUP_RECORD_CODEC,
      createShard: (context: CoordinatorShardContext<GroupRecord>) =>
        new ClassicGroupShard(
          new ClassicGroups(
            {
              ...context,
              settings: this.settings,
              rebalanceListener: { onRebalanced: (rebalance) => this.rebalances.push(rebalance) },
            },
            new Groups(),
          ),
        ),
    });
  }

  get groups(): ClassicGroups {
    return this.harness.shard.groups;
  }

  get group(): ClassicGroup {
    const group = this.groups.get(GROUP);
    assert(group !== undefined, 'the group exists');
    return group;
  }

  join(joining: Joining = {}): Answer<JoinGroupResponse> {
    const answer = new Answer<JoinGroupResponse>();
    const { protocols = ['range'], version = JOIN_VERSION, clientId = 'app', topics } = joining;
    const metadata = joining.metadata ?? subscription(topics ?? ['orders']);
    const request = {
      ...defaultJoinGroupRequest,
      groupId: joining.groupId ?? GROUP,
      memberId: joining.memberId ?? '',
      groupInstanceId: joining.groupInstanceId ?? null,
      protocolType: joining.protocolType ?? 'consumer',
      protocols: protocols.map((name) => ({ name, metadata })),
      sessionTimeoutMs: joining.sessionTimeoutMs ?? SESSION_TIMEOUT_MS,
      rebalanceTimeoutMs: joining.rebalanceTimeoutMs ?? REBALANCE_TIMEOUT_MS,
      reason: joining.reason ?? null,
    };
    const origin = { clientId, clientHost: '/127.0.0.1', apiVersion: version };
    this.harness.run(({ groups }) => groups.join(request, origin, answer.respond));
    return answer;
  }

  /** Joins as a new dynamic member does from v4 on: asks for an id, and joins with it. */
  joinAsNew(joining: Joining = {}): Answer<JoinGroupResponse> & { readonly memberId: string } {
    const { errorCode, memberId } = this.join(joining).response;
    assert(errorCode === ErrorCode.MEMBER_ID_REQUIRED, `an id was given, not error ${errorCode}`);
    return Object.assign(this.join({ ...joining, memberId }), { memberId });
  }

  sync(
    member: Membership,
    assignments: Readonly<Record<string, Buffer>> = {},
    rest: Partial<SyncGroupRequest> = {},
  ): Answer<SyncGroupResponse> {
    const answer = new Answer<SyncGroupResponse>();
    const request = {
      ...defaultSyncGroupRequest,
      groupId: GROUP,
      ...identityIn(member),
      generationId: member.generationId,
      assignments: Object.entries(assignments).map(([memberId, assignment]) => ({
        memberId,
        assignment,
      })),
      ...rest,
    };
    this.harness.run(({ groups }) => groups.sync(request, answer.respond));
    return answer;
  }

  /** The error code of a heartbeat. */
  heartbeat(member: Membership): number {
    return this.sendHeartbeat(member).response;
  }

  /** The error code of a heartbeat, when it comes. */
  sendHeartbeat(member: Membership, groupId: string = GROUP): Answer<number> {
    const answer = new Answer<number>();
    const { generationId } = member;
    const request = { ...defaultHeartbeatRequest, groupId, ...identityIn(member), generationId };
    this.harness.run(({ groups }) =>
      groups.heartbeat(request, ({ errorCode }) => answer.respond(errorCode)),
    );
    return answer;
  }

  leave(
    ...members: readonly {
      readonly memberId?: string;
      readonly groupInstanceId?: string;
      readonly reason?: string;
    }[]
  ): Answer<LeaveGroupResponse> {
    const answer = new Answer<LeaveGroupResponse>();
    const request = {
      groupId: GROUP,
      memberId: '',
      members: members.map((member) => ({ ...defaultMemberIdentity, ...member })),
    };
    this.harness.run(({ groups }) => groups.leave(request, answer.respond));
    return answer;
  }

  /**
   * A stable group of as many dynamic members as there are names; the first leads and has given each
   * a partition of `orders`.
   */
  stableGroup(...clientIds: readonly string[]): Membership[] {
    const joins = clientIds.map((clientId) => this.joinAsNew({ clientId }));
    this.harness.advance(0);
    return this.syncAll(joins.map(({ response }) => response));
  }

  /** All members of a generation send SyncGroup, the leader last. */
  syncAll(joined: readonly JoinGroupResponse[]): Membership[] {
    const assignments = Object.fromEntries(
      joined.map(({ memberId }, partition) => [memberId, assignment({ orders: [partition] })]),
    );
    const leaderLast = joined.toSorted(
      (one, other) => Number(one.memberId === one.leader) - Number(other.memberId === other.leader),
    );
    const answers = leaderLast.map((member) =>
      this.sync(member, member.memberId === member.leader ? assignments : {}),
    );
    for (const { response } of answers) {
      assert(
        response.errorCode === ErrorCode.NONE,
        `a part was given, not error ${response.errorCode}`,
      );
    }
    return joined.map(({ memberId, generationId }) => ({ memberId, generationId }));
  }
}

/** A ConsumerProtocolSubscription, as consumers send it. */
export function subscription(topics: readonly string[], version: number = 1): Buffer {
  const writer = new ByteWriter();
  writer.writeInt16(version);
  writeConsumerProtocolSubscription(
    writer,
    { ...defaultConsumerProtocolSubscription, topics },
    version,
  );
  return writer.toBuffer();
}

/** A ConsumerProtocolAssignment of partitions by topic. */
export function assignment(partitions: Readonly<Record<string, readonly number[]>>): Buffer {
  const writer = new ByteWriter();
  writer.writeInt16(1);
  const assignedPartitions = Object.entries(partitions).map(([topic, list]) => ({
    topic,
    partitions: list,
  }));
  writeConsumerProtocolAssignment(
    writer,
    { ...defaultConsumerProtocolAssignment, assignedPartitions },
    1,
  );
  return writer.toBuffer();
}

function identityIn({ memberId, groupInstanceId }: Membership): {
  readonly memberId: string;
  readonly groupInstanceId: string | null;
} {
  return { memberId, groupInstanceId: groupInstanceId ?? null };
}
