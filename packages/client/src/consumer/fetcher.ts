import { KafkaError } from '@odradek/base';
import { ErrorCode, errorByCode, errorOf } from '@odradek/protocol';
import type { FetchResponse, PartitionData } from '@odradek/protocol/messages/01-fetch';

import { brokersOf, type PartitionLeader } from '../cluster/cluster-metadata.ts';
import { Cluster } from '../cluster/cluster.ts';
import type { BrokerConnection } from '../connection/broker-connection.ts';
import { FETCH } from '../connection/client-apis.ts';
import { isWorthRepeating, missingPartition } from '../connection/network-error.ts';
import { backoffMs } from '../time/exponential-backoff.ts';
import type { AssignedPartition } from './assigned-partition.ts';
import type { ConsumerSettings } from './consumer-settings.ts';
import { fetchAnswersOf, fetchRequest, type FetchTarget } from './fetch-request.ts';
import { FetchedRecords } from './fetched-records.ts';
import { type LogEnd, placeOf } from './offset-reset.ts';
import { endOfEpoch, type LedPartition, listLogEnd } from './position-requests.ts';

/** The first version of Fetch that names topics by id. */
const FETCH_VERSION_WITH_IDS = 13;

/**
 * Asks the leaders of partitions for records, and for positions where they are not known or in
 * doubt. One Fetch is under way to each leader. `step` begins what can begin and never waits; what
 * comes back is left with the partitions.
 */
export class Fetcher {
  private readonly settings: ConsumerSettings;
  private readonly cluster: Cluster;
  private readonly onChange: () => void;
  /** The leaders that a Fetch is under way to. */
  private readonly fetching: Set<number> = new Set<number>();
  /** How many responses of partitions have arrived with records. */
  private arrivals = 0;
  /** Rotates with each Fetch, since a broker fills a response in the order of the request. */
  private turn = 0;

  /** `onChange` is called whenever `step`, or a look at the partitions, may do more than before. */
  constructor(settings: ConsumerSettings, cluster: Cluster, onChange: () => void) {
    this.settings = settings;
    this.cluster = cluster;
    this.onChange = onChange;
  }

  private get nowMs(): number {
    return this.settings.client.environment.clock.monotonicMs();
  }

  /**
   * Begins all requests that can be made now. Answers after how many milliseconds more can, if
   * nothing else happens.
   */
  step(partitions: readonly AssignedPartition[]): number {
    const byLeader = new Map<number, AssignedPartition[]>();
    let waitMs = Infinity;
    for (const assigned of partitions) {
      if (assigned.isAsked || assigned.isPaused || assigned.error !== undefined) continue;
      if (assigned.needsReset) this.beginWithoutCommitted(assigned);
      const backoffLeftMs = assigned.retryAtMs - this.nowMs;
      if (backoffLeftMs > 0) {
        waitMs = Math.min(waitMs, backoffLeftMs);
        continue;
      }
      const leader = this.leaderOf(assigned);
      if (leader === undefined) continue;
      const connection = this.cluster.ready(leader.leaderId);
      if (connection === undefined) this.cluster.connectSoon(leader.leaderId);
      else if (!this.settlePosition(assigned, leader, connection)) {
        const ofLeader = byLeader.get(leader.leaderId);
        if (ofLeader === undefined) byLeader.set(leader.leaderId, [assigned]);
        else ofLeader.push(assigned);
      }
    }
    for (const [leaderId, ofLeader] of byLeader) this.fetchFrom(leaderId, ofLeader);
    return waitMs;
  }

  private leaderOf(assigned: AssignedPartition): PartitionLeader | undefined {
    const { topic, partition } = assigned;
    const leader = this.cluster.metadata.leaderOf(topic, partition);
    if (leader !== undefined) return leader;
    const errorCode = this.cluster.metadata.topic(topic)?.errorCode ?? ErrorCode.NONE;
    if (errorCode !== ErrorCode.NONE && errorByCode(errorCode)?.retriable !== true) {
      assigned.error = new KafkaError(errorOf(errorCode).code, `Topic "${topic}" is not readable.`);
      this.backOff(assigned);
    }
    this.cluster.requestUpdate();
    return undefined;
  }

  private get resetPlace(): LogEnd | undefined {
    return placeOf(this.settings.autoOffsetReset, this.settings.client.environment.clock.now());
  }

  /** Where a group has committed nothing the settings say where to begin. */
  private beginWithoutCommitted(assigned: AssignedPartition): void {
    const { topic, partition } = assigned;
    const place = this.resetPlace;
    if (place !== undefined) return assigned.seek(place);
    assigned.error = new KafkaError(
      'ODRADEK_NO_COMMITTED_OFFSET',
      `The group has committed no offset of topic "${topic}", partition ${partition}; seek to where ` +
        'to begin, or set auto.offset.reset to earliest or latest.',
    );
  }

  /** Asks about the position if need be. Answers whether that has to come before a fetch. */
  private settlePosition(
    assigned: AssignedPartition,
    leader: PartitionLeader,
    connection: BrokerConnection,
  ): boolean {
    const { topic, partition, pendingReset, position } = assigned;
    const led = { topic, partition, currentLeaderEpoch: leader.leaderEpoch };
    if (pendingReset !== undefined) {
      void this.ask(assigned, () => this.findLogEnd(assigned, connection, led, pendingReset));
      return true;
    }
    if (position === undefined) return true;
    const isInDoubt = position.offsetEpoch >= 0 && leader.leaderEpoch > assigned.validatedEpoch;
    if (isInDoubt && assigned.validatedEpoch >= 0) {
      assigned.forget();
      void this.ask(assigned, () => this.validate(assigned, connection, led));
      return true;
    }
    assigned.validatedEpoch = leader.leaderEpoch;
    return false;
  }

  private async ask(assigned: AssignedPartition, question: () => Promise<void>): Promise<void> {
    const { generation } = assigned;
    assigned.isAsked = true;
    try {
      await question();
    } catch (error) {
      if (!(error instanceof KafkaError)) throw error;
      if (assigned.generation === generation) this.fail(assigned, error);
    } finally {
      if (assigned.generation === generation) assigned.isAsked = false;
      this.onChange();
    }
  }

  private async findLogEnd(
    assigned: AssignedPartition,
    connection: BrokerConnection,
    led: LedPartition,
    end: LogEnd,
  ): Promise<void> {
    const { generation } = assigned;
    const { isReadCommitted } = this.settings;
    const { offset, leaderEpoch } = await listLogEnd(connection, led, end, isReadCommitted);
    if (assigned.generation !== generation) return;
    assigned.seek(offset, leaderEpoch);
    assigned.failures = 0;
  }

  /** A leader of a later epoch may have a shorter log: records that were read may be gone. */
  private async validate(
    assigned: AssignedPartition,
    connection: BrokerConnection,
    led: LedPartition,
  ): Promise<void> {
    const { generation, position } = assigned;
    if (position === undefined) return;
    const end = await endOfEpoch(connection, led, position.offsetEpoch);
    if (assigned.generation !== generation) return;
    const isWhole = end === undefined || end.offset >= position.offset;
    if (!isWhole) this.onTruncated(assigned, position.offset, end.offset, end.leaderEpoch);
    assigned.validatedEpoch = led.currentLeaderEpoch;
    assigned.failures = 0;
  }

  private onTruncated(
    assigned: AssignedPartition,
    offset: number,
    endOffset: number,
    leaderEpoch: number,
  ): void {
    const { topic, partition } = assigned;
    const place = this.resetPlace;
    if (place === undefined) {
      assigned.error = new KafkaError(
        'OFFSET_OUT_OF_RANGE',
        `The log of topic "${topic}", partition ${partition}, was cut below the position ` +
          `${offset}: it ends at ${endOffset} with what was read. Seek to where to go on.`,
      );
    } else if (endOffset < 0 || leaderEpoch < 0) {
      assigned.seek(place);
    } else {
      assigned.seek(endOffset, leaderEpoch);
    }
  }

  private fetchFrom(leaderId: number, partitions: readonly AssignedPartition[]): void {
    const connection = this.cluster.ready(leaderId);
    // As long as there is enough of one partition a Fetch for the others could keep the next one
    // for it waiting at the broker.
    if (connection === undefined || this.fetching.has(leaderId)) return;
    if (partitions.some((assigned) => assigned.isFull)) return;
    const start = this.turn++ % partitions.length;
    const inTurn = [...partitions.slice(start), ...partitions.slice(0, start)];
    const targets = inTurn.flatMap((assigned) => this.targetOf(assigned));
    if (targets.length === 0) return;
    this.fetching.add(leaderId);
    for (const { assigned } of targets) assigned.isAsked = true;
    void this.fetch(leaderId, connection, targets);
  }

  private targetOf(assigned: AssignedPartition): readonly FetchTarget[] {
    const { topic, partition, fetchOffset, generation } = assigned;
    if (fetchOffset === undefined) return [];
    const { metadata } = this.cluster;
    const leaderEpoch = metadata.leaderEpochOf(topic, partition);
    return [{ assigned, generation, topicId: metadata.topicId(topic), fetchOffset, leaderEpoch }];
  }

  private async fetch(
    leaderId: number,
    connection: BrokerConnection,
    targets: readonly FetchTarget[],
  ): Promise<void> {
    const topicIds = targets.map(({ topicId }) => topicId);
    const versionMax = Cluster.versionMaxFor(topicIds, FETCH_VERSION_WITH_IDS);
    try {
      const request = fetchRequest(targets, this.settings);
      const options = versionMax === undefined ? {} : { versionMax };
      this.take(targets, await connection.request(FETCH, request, options));
    } catch (error) {
      if (!(error instanceof KafkaError)) throw error;
      for (const { assigned } of current(targets)) this.fail(assigned, error);
    } finally {
      for (const { assigned } of current(targets)) assigned.isAsked = false;
      this.fetching.delete(leaderId);
      this.onChange();
    }
  }

  private take(targets: readonly FetchTarget[], response: FetchResponse): void {
    if (response.errorCode !== ErrorCode.NONE) throw errorOf(response.errorCode);
    const endpoints = brokersOf(response.nodeEndpoints);
    for (const { target, data } of fetchAnswersOf(current(targets), response)) {
      const { assigned } = target;
      const { topic, partition } = assigned;
      if (data === undefined) {
        this.fail(assigned, missingPartition(topic, partition));
      } else if (data.errorCode === ErrorCode.NONE) {
        this.keep(target, data);
      } else {
        this.cluster.learnLeader(topic, partition, data.currentLeader, endpoints);
        this.refused(target, data.errorCode);
      }
    }
  }

  private keep({ assigned, fetchOffset }: FetchTarget, data: PartitionData): void {
    assigned.failures = 0;
    assigned.outOfRange = 0;
    const { records, abortedTransactions } = data;
    if (records === null || records.byteLength === 0) return;
    const { topic, partition } = assigned;
    const { settings } = this;
    const arrival = this.arrivals++;
    const position = { topic, partition, fetchOffset, arrival };
    assigned.fetched.push(
      new FetchedRecords({ ...position, settings, records, abortedTransactions }),
    );
  }

  private refused({ assigned, fetchOffset }: FetchTarget, errorCode: number): void {
    if (errorCode === ErrorCode.OFFSET_OUT_OF_RANGE) this.onOutOfRange(assigned, fetchOffset);
    else this.fail(assigned, errorOf(errorCode));
  }

  private onOutOfRange(assigned: AssignedPartition, fetchOffset: number): void {
    const { topic, partition } = assigned;
    const place = this.resetPlace;
    // What was fetched before is good; the position is asked for again when it was taken.
    if (assigned.position?.offset !== fetchOffset) return;
    if (place !== undefined) {
      this.reset(assigned, place);
      return;
    }
    assigned.error = new KafkaError(
      'OFFSET_OUT_OF_RANGE',
      `Offset ${fetchOffset} of topic "${topic}", partition ${partition}, is not in the log; seek ` +
        'to another, or set auto.offset.reset to earliest or latest.',
    );
  }

  /** A leader that refuses what it named itself is asked again after a pause. */
  private reset(assigned: AssignedPartition, place: LogEnd): void {
    const { retryBackoff, environment } = this.settings.client;
    assigned.seek(place);
    if (assigned.outOfRange > 0) {
      const pauseMs = backoffMs(retryBackoff, assigned.outOfRange, environment.random);
      assigned.retryAtMs = this.nowMs + pauseMs;
    }
    assigned.outOfRange++;
  }

  /** Tries again later, or lets `poll` report what will not pass. */
  private fail(assigned: AssignedPartition, error: KafkaError): void {
    const { code } = error;
    this.backOff(assigned);
    const mayPass = isWorthRepeating(error) || code === 'UNKNOWN_SERVER_ERROR';
    if (!mayPass || code === 'CORRUPT_MESSAGE') assigned.error = error;
    this.cluster.requestUpdate();
  }

  private backOff(assigned: AssignedPartition): void {
    const { retryBackoff, environment } = this.settings.client;
    assigned.failures++;
    const pauseMs = backoffMs(retryBackoff, assigned.failures, environment.random);
    assigned.retryAtMs = this.nowMs + pauseMs;
  }
}

/** The targets that have not been sought elsewhere or taken away since. */
function current(targets: readonly FetchTarget[]): readonly FetchTarget[] {
  return targets.filter(({ assigned, generation }) => assigned.generation === generation);
}
