import { KafkaError, TasksInOrder } from '@odradek/base';
import { ErrorCode, errorByCode, errorByName, errorOf } from '@odradek/protocol';

import { Cluster } from '../../cluster/cluster.ts';
import { OFFSET_COMMIT, OFFSET_FETCH } from '../../connection/group-apis.ts';
import { isWorthRepeating } from '../../connection/network-error.ts';
import type { ChangeSignal } from '../../time/change-signal.ts';
import { backoffMs } from '../../time/exponential-backoff.ts';
import type { TopicPartition } from '../consumer-options.ts';
import {
  COMMIT_VERSION_WITH_IDS,
  type Committer,
  offsetCommitRequest,
  type RefusedPartition,
  refusedPartitions,
} from './commit-offsets.ts';
import type { CoordinatorConnection } from './coordinator-connection.ts';
import {
  type AskingMember,
  type CommittedAnswer,
  committedAnswersOf,
  FETCH_VERSION_WITH_IDS,
  groupErrorOf,
  offsetFetchRequest,
} from './fetch-committed.ts';
import type { CommittedPosition, PositionToCommit } from './group-options.ts';
import type { GroupSettings } from './group-settings.ts';
import type { CommitStanding } from './membership.ts';
import { partitionKey } from './partition-sets.ts';

/** What a consumer's part of the committed offsets of its group needs. */
export interface GroupOffsetsOptions {
  readonly group: GroupSettings;
  readonly cluster: Cluster;
  readonly coordinator: CoordinatorConnection;
  /** Raised whenever the standing may have changed. */
  readonly changes: ChangeSignal;
  /** In whose name offsets are committed and asked for. */
  readonly standing: () => CommitStanding;
  /** Told when a commit was refused to a member. */
  readonly onRefused: (errorCode: number, generationId: number) => void;
}

/** What a commit must keep to. */
export interface CommitLimits {
  readonly deadlineMs: number;
  /** Asked before every attempt: whether the consumer may still speak for a partition. */
  readonly isOurs: (position: PositionToCommit) => boolean;
  /** Whether topics that no longer exist are passed over. */
  readonly passesOverMissing: boolean;
}

/** Who commits and asks without being a member. */
const OUTSIDER: Committer = { memberId: '', generationId: -1 };
const NOBODY: AskingMember = { memberId: null, memberEpoch: -1 };
const STALE: string = errorOf(ErrorCode.STALE_MEMBER_EPOCH).code;
const UNKNOWN: string = errorOf(ErrorCode.UNKNOWN_MEMBER_ID).code;

/**
 * Commits offsets, one commit after the other, so that one that is repeated never undoes a later one;
 * and asks what is committed. Both are repeated until their time is over.
 */
export class GroupOffsets {
  private readonly options: GroupOffsetsOptions;
  private readonly commits: TasksInOrder = new TasksInOrder();
  private commitsCount = 0;

  constructor(options: GroupOffsetsOptions) {
    this.options = options;
  }

  /** Whether a commit is under way. */
  get isCommitting(): boolean {
    return this.commitsCount > 0;
  }

  /**
   * Commits in the name of the member as it is at that moment. Rejects with `ODRADEK_COMMIT_FAILED` if
   * the consumer may not speak for a partition, with `REBALANCE_IN_PROGRESS` if the group rebalances
   * and this member has to poll first, with `REQUEST_TIMED_OUT`, and with what the coordinator refuses
   * for good.
   */
  async commit(positions: readonly PositionToCommit[], limits: CommitLimits): Promise<void> {
    if (positions.length === 0) return;
    this.commitsCount++;
    try {
      await this.commits.run(() => this.commitUntil(positions, limits));
    } finally {
      this.commitsCount--;
    }
  }

  private async commitUntil(
    positions: readonly PositionToCommit[],
    limits: CommitLimits,
  ): Promise<void> {
    let lastError: KafkaError | undefined;
    for (let failures = 1; ; failures++) {
      const committer = await this.committer(limits.deadlineMs);
      const foreign = positions.find((position) => !limits.isOurs(position));
      if (foreign !== undefined) throw this.commitFailed(foreign, lastError);
      lastError = await this.tryCommit(positions, committer, limits);
      if (lastError === undefined) return;
      await this.pauseBefore(failures, limits.deadlineMs, lastError);
    }
  }

  /** Waits for the end of a rebalance that goes on without the application. */
  private async committer(deadlineMs: number): Promise<Committer> {
    for (;;) {
      const standing = this.options.standing();
      if (standing.type === 'member') return standing;
      if (standing.type === 'outside') {
        if (standing.error === undefined) return OUTSIDER;
        throw this.commitFailed(undefined, standing.error);
      }
      const leftMs = deadlineMs - this.nowMs;
      if (leftMs <= 0) throw this.timedOut(errorOf(ErrorCode.REBALANCE_IN_PROGRESS));
      await this.options.changes.wait(leftMs);
    }
  }

  /** Answers an error that may pass, rejects with one that will not. */
  private async tryCommit(
    positions: readonly PositionToCommit[],
    committer: Committer,
    { passesOverMissing }: CommitLimits,
  ): Promise<KafkaError | undefined> {
    const refused = await this.sendCommit(positions, committer);
    if (refused instanceof KafkaError) return refused;
    const errors = refused.filter(
      ({ errorCode }) => !(passesOverMissing && errorByCode(errorCode)?.refreshes === 'metadata'),
    );
    const [first] = errors;
    if (first === undefined) return undefined;
    if (errors.some(({ errorCode }) => errorByCode(errorCode)?.refreshes === 'coordinator')) {
      this.options.coordinator.forget();
    }
    if (errors.some(({ errorCode }) => errorByCode(errorCode)?.refreshes === 'metadata')) {
      this.options.cluster.requestUpdate();
    }
    const final = errors.find(({ errorCode }) => errorByCode(errorCode)?.retriable !== true);
    if (final === undefined) return errorOf(first.errorCode);
    if (final.errorCode === ErrorCode.STALE_MEMBER_EPOCH) {
      // The group has gone on; the member is told its new epoch by a heartbeat, or that it has none.
      this.options.onRefused(final.errorCode, committer.generationId);
      return errorOf(final.errorCode);
    }
    return this.refused(final, committer);
  }

  private async sendCommit(
    positions: readonly PositionToCommit[],
    committer: Committer,
  ): Promise<readonly RefusedPartition[] | KafkaError> {
    const { cluster, coordinator, group } = this.options;
    const topicIdOf = (topic: string): string => cluster.metadata.topicId(topic);
    const request = offsetCommitRequest(group, committer, positions, topicIdOf);
    const topicIds = request.topics.map(({ topicId }) => topicId);
    const versionMax = Cluster.versionMaxFor(topicIds, COMMIT_VERSION_WITH_IDS);
    try {
      const options = versionMax === undefined ? {} : { versionMax };
      const response = await coordinator.request(OFFSET_COMMIT, () => request, options);
      return refusedPartitions(request, response);
    } catch (error) {
      if (error instanceof KafkaError && isWorthRepeating(error)) return error;
      throw error;
    }
  }

  private refused(
    { topic, partition, errorCode }: RefusedPartition,
    { generationId }: Committer,
  ): KafkaError {
    if (generationId >= 0) this.options.onRefused(errorCode, generationId);
    const error = errorOf(errorCode);
    if (isAboutMember(errorCode)) throw this.commitFailed({ topic, partition }, error);
    const rebalancing = errorCode === ErrorCode.REBALANCE_IN_PROGRESS;
    const advice = rebalancing ? ' Call poll, which takes part in the rebalance.' : '';
    throw new KafkaError(
      error.code,
      `The offset of topic "${topic}", partition ${partition}, was not committed for group ` +
        `"${this.options.group.groupId}": ${error.message}${advice}`,
      { retriable: rebalancing },
    );
  }

  private commitFailed(partition: TopicPartition | undefined, cause?: KafkaError): KafkaError {
    const { groupId } = this.options.group;
    const which =
      partition === undefined
        ? 'Nothing was committed'
        : `The offset of topic "${partition.topic}", partition ${partition.partition}, was not committed`;
    const why = cause?.message ?? 'the partition is not assigned to this consumer (any more).';
    return new KafkaError(
      'ODRADEK_COMMIT_FAILED',
      `${which} for group "${groupId}": ${why} Another member may process the records again; poll on, ` +
        'and if it happens often raise max.poll.interval.ms or lower max.poll.records.',
      { cause },
    );
  }

  private async pauseBefore(
    failures: number,
    deadlineMs: number,
    lastError: KafkaError,
  ): Promise<void> {
    const { cluster } = this.options;
    const { retryBackoff, environment } = cluster.settings;
    const leftMs = deadlineMs - this.nowMs;
    if (leftMs <= 0) throw this.timedOut(lastError);
    const pauseMs = backoffMs(retryBackoff, failures, environment.random);
    await cluster.pauses.pause(Math.min(pauseMs, leftMs));
  }

  private timedOut(lastError: KafkaError): KafkaError {
    return new KafkaError(
      'REQUEST_TIMED_OUT',
      `The offsets of group "${this.options.group.groupId}" could not be read or written in time: ` +
        `${lastError.message} Raise default.api.timeout.ms if this passes.`,
      { retriable: true, cause: lastError },
    );
  }

  private get nowMs(): number {
    return this.options.cluster.settings.environment.clock.monotonicMs();
  }

  /**
   * Where the group goes on in these partitions, in their order. Rejects with `REQUEST_TIMED_OUT`, and
   * with what the coordinator refuses for good.
   */
  async committed(
    partitions: readonly TopicPartition[],
    deadlineMs: number,
  ): Promise<readonly CommittedPosition[]> {
    for (let failures = 1; ; failures++) {
      const found = await this.tryFetch(partitions);
      if (!(found instanceof KafkaError)) return found;
      await this.pauseBefore(failures, deadlineMs, found);
    }
  }

  private async tryFetch(
    partitions: readonly TopicPartition[],
  ): Promise<readonly CommittedPosition[] | KafkaError> {
    try {
      return await this.fetchOnce(partitions);
    } catch (error) {
      if (!(error instanceof KafkaError)) throw error;
      if (isAboutAskingMember(error)) return error;
      const { refreshes } = errorByName(error.code) ?? {};
      if (refreshes === 'coordinator') this.options.coordinator.forget();
      if (refreshes === 'metadata') this.options.cluster.requestUpdate();
      if (isWorthRepeating(error)) return error;
      throw error;
    }
  }

  /** Offsets of a group with epochs are read by those whom it knows, and by those who are outside. */
  private get askingMember(): AskingMember {
    const standing = this.options.standing();
    const isEpoch = this.options.group.groupProtocol === 'consumer';
    if (!isEpoch || standing.type !== 'member') return NOBODY;
    return { memberId: standing.memberId, memberEpoch: standing.generationId };
  }

  private async fetchOnce(
    partitions: readonly TopicPartition[],
  ): Promise<readonly CommittedPosition[]> {
    const { cluster, coordinator, group } = this.options;
    const topicIdOf = (topic: string): string => cluster.metadata.topicId(topic);
    const asking = this.askingMember;
    const request = offsetFetchRequest(group.groupId, asking, partitions, topicIdOf);
    const topicIds = partitions.map(({ topic }) => topicIdOf(topic));
    const versionMax = Cluster.versionMaxFor(topicIds, FETCH_VERSION_WITH_IDS);
    let version = 0;
    const response = await coordinator.request(
      OFFSET_FETCH,
      (chosen) => {
        version = chosen;
        return request;
      },
      versionMax === undefined ? {} : { versionMax },
    );
    const groupError = groupErrorOf(response, group.groupId);
    if (groupError !== ErrorCode.NONE) {
      const error = errorOf(groupError);
      if (isAboutAskingMember(error)) this.options.onRefused(groupError, asking.memberEpoch);
      throw error;
    }
    const answers = committedAnswersOf(request, response, version);
    return inOrderOf(partitions, answers);
  }
}

/** The member is told by a heartbeat what it is now; it asks again as that, or as nobody. */
function isAboutAskingMember({ code }: KafkaError): boolean {
  return code === STALE || code === UNKNOWN;
}

function inOrderOf(
  partitions: readonly TopicPartition[],
  answers: readonly CommittedAnswer[],
): readonly CommittedPosition[] {
  const byPartition = new Map(
    answers.map((answer) => [partitionKey(answer.committed), answer] as const),
  );
  return partitions.map((partition) => {
    const answer = byPartition.get(partitionKey(partition));
    if (answer === undefined) throw errorOf(ErrorCode.COORDINATOR_NOT_AVAILABLE);
    if (answer.errorCode !== ErrorCode.NONE) throw errorOf(answer.errorCode);
    return answer.committed;
  });
}

/** Whether the coordinator does not know the member as what it says it is. */
function isAboutMember(errorCode: number): boolean {
  return (
    errorCode === ErrorCode.UNKNOWN_MEMBER_ID ||
    errorCode === ErrorCode.ILLEGAL_GENERATION ||
    errorCode === ErrorCode.FENCED_INSTANCE_ID ||
    errorCode === ErrorCode.FENCED_MEMBER_EPOCH ||
    errorCode === ErrorCode.STALE_MEMBER_EPOCH
  );
}
