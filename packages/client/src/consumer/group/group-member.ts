import { type Clock, KafkaError, type Timer } from '@odradek/base';
import { errorByCode } from '@odradek/protocol';

import type { ClientApi, ClientResponse } from '../../connection/client-api.ts';
import { LEAVE_GROUP } from '../../connection/group-apis.ts';
import {
  CONSUMER_GROUP_HEARTBEAT,
  HEARTBEAT,
  JOIN_GROUP,
  SYNC_GROUP,
} from '../../connection/membership-apis.ts';
import { networkError } from '../../connection/network-error.ts';
import type { CoordinatorConnection } from './coordinator-connection.ts';
import type { Membership, MembershipRequest, MembershipResponse } from './membership.ts';

/** JoinGroup has known static members since this version (KIP-345). */
const JOIN_VERSION_WITH_INSTANCE_ID = 5;
/** ConsumerGroupHeartbeat has known patterns of topics since this version. */
const HEARTBEAT_VERSION_WITH_PATTERN = 1;

/** What a member is made of. */
export interface GroupMemberOptions {
  readonly membership: Membership;
  readonly coordinator: CoordinatorConnection;
  readonly clock: Clock;
  /** Called after an answer or its absence, never from within a call of the member. */
  readonly onChange: () => void;
}

/** Sends what a membership wants sent, when it wants it, and tells it what comes back. */
export class GroupMember {
  readonly membership: Membership;
  private readonly coordinator: CoordinatorConnection;
  private readonly clock: Clock;
  private readonly onChange: () => void;
  private timer: Timer | undefined;
  private timerDueMs = Infinity;
  private isStopped = false;
  /** Those under way that wait at the coordinator for other members, and what comes after with them. */
  private readonly parking: Set<MembershipRequest> = new Set<MembershipRequest>();

  constructor({ membership, coordinator, clock, onChange }: GroupMemberOptions) {
    this.membership = membership;
    this.coordinator = coordinator;
    this.clock = clock;
    this.onChange = onChange;
  }

  /**
   * Gives up what waits at the coordinator for other members, so that what comes after does not wait
   * with it. What has not left yet, since the coordinator is still looked for, never will.
   */
  giveUpParked(): void {
    if (this.parking.size === 0) return;
    this.parking.clear();
    this.coordinator.disconnect();
  }

  /** Does what is due. Called after whatever may have changed the membership. */
  step(): void {
    if (this.isStopped) return;
    const { membership, clock } = this;
    for (;;) {
      const request = membership.nextRequest(clock.monotonicMs());
      if (request === undefined) break;
      void this.send(request);
    }
    this.watch(membership.dueMs);
  }

  private watch(dueMs: number): void {
    if (dueMs === this.timerDueMs) return;
    this.timer?.cancel();
    this.timer = undefined;
    this.timerDueMs = dueMs;
    if (dueMs === Infinity) return;
    this.timer = this.clock.setTimer(dueMs - this.clock.monotonicMs(), () => {
      this.timerDueMs = Infinity;
      this.step();
      this.onChange();
    });
  }

  private async send(request: MembershipRequest): Promise<void> {
    const { membership, clock } = this;
    if (request.api === 'JoinGroup' || request.api === 'SyncGroup') this.parking.add(request);
    try {
      const response = await this.exchange(request);
      const error = errorByCode(response.body.errorCode);
      if (error?.refreshes === 'coordinator') this.coordinator.forget();
      membership.answered(clock.monotonicMs(), request, response);
    } catch (error) {
      if (!(error instanceof KafkaError)) throw error;
      membership.failed(clock.monotonicMs(), request, error);
    } finally {
      this.parking.delete(request);
    }
    this.step();
    this.onChange();
  }

  private async exchange(request: MembershipRequest): Promise<MembershipResponse> {
    switch (request.api) {
      case 'JoinGroup': {
        const body = await this.coordinator.request(
          JOIN_GROUP,
          (version) => {
            this.checkParking(request);
            const { groupInstanceId } = request.body;
            if (groupInstanceId !== null && version < JOIN_VERSION_WITH_INSTANCE_ID) {
              throw tooOld(groupInstanceId);
            }
            return request.body;
          },
          request,
        );
        return { api: 'JoinGroup', body };
      }
      case 'SyncGroup': {
        const body = await this.coordinator.request(
          SYNC_GROUP,
          () => {
            this.checkParking(request);
            return request.body;
          },
          request,
        );
        return { api: 'SyncGroup', body };
      }
      case 'Heartbeat':
        return { api: 'Heartbeat', body: await this.ask(HEARTBEAT, request.body, request) };
      case 'LeaveGroup':
        return { api: 'LeaveGroup', body: await this.ask(LEAVE_GROUP, request.body, request) };
      case 'ConsumerGroupHeartbeat': {
        const body = await this.coordinator.request(
          CONSUMER_GROUP_HEARTBEAT,
          (version) => {
            const { subscribedTopicRegex } = request.body;
            if (subscribedTopicRegex !== null && version < HEARTBEAT_VERSION_WITH_PATTERN) {
              throw withoutPatterns(subscribedTopicRegex);
            }
            return request.body;
          },
          request,
        );
        return { api: 'ConsumerGroupHeartbeat', body };
      }
    }
  }

  private checkParking(request: MembershipRequest): void {
    if (!this.parking.has(request)) throw networkError('The request is no longer needed.');
  }

  private ask<Request, Response extends ClientResponse>(
    api: ClientApi<Request, Response>,
    body: Request,
    { timeoutMs }: MembershipRequest,
  ): Promise<Response> {
    return this.coordinator.request(api, () => body, { timeoutMs });
  }

  /** Sends nothing more, whatever becomes of the membership. */
  stop(): void {
    this.isStopped = true;
    this.timer?.cancel();
  }
}

function tooOld(groupInstanceId: string): KafkaError {
  return new KafkaError(
    'UNSUPPORTED_VERSION',
    `group.instance.id is "${groupInstanceId}", but the broker does not know static members; use one ` +
      'of release 2.3 or later, or leave it out.',
  );
}

function withoutPatterns(pattern: string): KafkaError {
  return new KafkaError(
    'UNSUPPORTED_VERSION',
    `The subscription is to the pattern "${pattern}", but the broker does not know patterns; use one of ` +
      'release 4.0 or later, or subscribe to a RegExp, which the consumer looks for itself.',
  );
}
