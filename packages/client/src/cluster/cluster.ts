import { KafkaError, type Timer, type Uuid, ZERO_UUID } from '@odradek/base';
import { ErrorCode, errorOf } from '@odradek/protocol';
import {
  defaultMetadataRequest,
  defaultMetadataRequestTopic,
  type MetadataRequestTopic,
  type MetadataResponse,
} from '@odradek/protocol/messages/03-metadata';

import type { ClientSettings } from '../client-settings.ts';
import type { BrokerConnection } from '../connection/broker-connection.ts';
import { METADATA } from '../connection/client-apis.ts';
import { networkError } from '../connection/network-error.ts';
import { backoffMs } from '../time/exponential-backoff.ts';
import { type Pause, Pauses } from '../time/pauses.ts';
import { type BrokerEndpoint, BrokerPool } from './broker-pool.ts';
import {
  brokersOf,
  ClusterMetadata,
  isIncomplete,
  type PartitionLeader,
} from './cluster-metadata.ts';

/** What a client wants of the cluster that it talks to. */
export interface ClusterOptions {
  /** Whether asking for a topic may create it, if the broker allows that too. */
  readonly allowAutoTopicCreation: boolean;
  /** Called when metadata or connections have changed, never from within a call of the cluster. */
  readonly onChange: () => void;
  /**
   * Whether someone waits for more than the last answer has told; then metadata is asked for again,
   * after pauses that grow. The default is that nobody does.
   */
  readonly lacksMetadata?: () => boolean;
}

/**
 * The brokers of a cluster and what they tell of the topics in use. Metadata is asked for anew when
 * someone wants it, when a response was incomplete, and when it is too old. When no known broker
 * can be reached, the bootstrap servers are asked again (KIP-899).
 */
export class Cluster {
  readonly settings: ClientSettings;
  readonly metadata: ClusterMetadata = new ClusterMetadata();
  readonly pauses: Pauses;
  private readonly options: ClusterOptions;
  private readonly pool: BrokerPool;
  private readonly topics: Set<string> = new Set<string>();
  /** Those of topics that are to be kept track of, and whose names are not known. */
  private topicIds: ReadonlySet<Uuid> = new Set<Uuid>();
  private readonly waiting: Set<Pause> = new Set<Pause>();
  private areAllWanted = false;
  private isUpdateNeeded = false;
  private isUpdating = false;
  private isClosed = false;
  /** How many updates in a row failed or left something open. */
  private fruitlessUpdates = 0;
  private backoff: Pause | undefined;
  private notBeforeMs = 0;
  private ageTimer: Timer | undefined;
  private lastError: KafkaError | undefined;
  /** Why the last attempt to connect failed, `undefined` if it did not. */
  private connectError: KafkaError | undefined;

  constructor(settings: ClientSettings, options: ClusterOptions) {
    this.settings = settings;
    this.options = options;
    this.pauses = new Pauses(settings.environment.clock);
    const { pauses } = this;
    this.pool = new BrokerPool({ settings, pauses, onChange: options.onChange });
    this.bootstrap();
  }

  /** Goes back to the bootstrap servers, whose ids are not known: they count down from -1. */
  private bootstrap(): void {
    this.pool.setBrokers(
      this.settings.bootstrapServers.map(({ host, port }, index) => ({
        id: -1 - index,
        host,
        port,
      })),
    );
  }

  /** Why the last attempt to get metadata failed, `undefined` if it did not. */
  get updateError(): KafkaError | undefined {
    return this.lastError;
  }

  /**
   * Begins to keep track of topics. Those that are new are asked for at once. Answers whether any is
   * new.
   */
  addTopics(names: Iterable<string>): boolean {
    const sizeBefore = this.topics.size;
    for (const name of names) this.topics.add(name);
    if (this.topics.size === sizeBefore) return false;
    this.requestUpdateNow();
    return true;
  }

  private requestUpdateNow(): void {
    this.notBeforeMs = 0;
    this.backoff?.end();
    this.requestUpdate();
  }

  /**
   * Keeps track of these topics and no others; with `null` of all that the cluster has. What was told
   * of others is forgotten.
   */
  setTopics(names: ReadonlySet<string> | null): void {
    const wantedAllBefore = this.areAllWanted;
    this.areAllWanted = names === null;
    if (names === null) {
      this.topics.clear();
      if (!wantedAllBefore) this.requestUpdateNow();
      return;
    }
    if (wantedAllBefore) {
      for (const name of this.metadata.topicNames) this.topics.add(name);
    }
    for (const name of this.topics) {
      if (!names.has(name)) this.removeTopic(name);
    }
    this.addTopics(names);
  }

  /**
   * Asks which topics have these ids, and no others any more, until that is known; those are kept
   * track of by their names then.
   */
  setTopicIds(ids: readonly Uuid[]): void {
    const isAnyNew = ids.some((id) => !this.topicIds.has(id));
    this.topicIds = new Set(ids);
    if (isAnyNew) this.requestUpdateNow();
  }

  /** Stops keeping track of a topic, and forgets what was told of it. */
  removeTopic(name: string): void {
    this.topics.delete(name);
    this.metadata.forget(name);
  }

  /** Makes sure that metadata is asked for anew, as soon as the pause after failures allows. */
  requestUpdate(): void {
    this.isUpdateNeeded = true;
    if (!this.isUpdating) void this.keepUpToDate();
  }

  /** Resolves after the next attempt to get metadata, be it good or not, or at a time. */
  async update(deadlineMs: number): Promise<void> {
    const pause = this.pauses.begin(deadlineMs - this.settings.environment.clock.monotonicMs());
    this.waiting.add(pause);
    this.requestUpdate();
    await pause.over;
    this.waiting.delete(pause);
  }

  private async keepUpToDate(): Promise<void> {
    const { clock } = this.settings.environment;
    this.isUpdating = true;
    while (this.isUpdateNeeded && !this.isClosed) {
      // Topics that are added in the same turn of the event loop are asked for together.
      await Promise.resolve();
      this.backoff = this.pauses.begin(this.notBeforeMs - clock.monotonicMs());
      await this.backoff.over;
      if (this.isClosed) break;
      this.isUpdateNeeded = false;
      await this.updateOnce();
      for (const pause of this.waiting) pause.end();
      this.options.onChange();
    }
    this.isUpdating = false;
  }

  private async updateOnce(): Promise<void> {
    const { clock, random } = this.settings.environment;
    let isFruitful = false;
    try {
      const areAllWanted = this.areAllWanted;
      const topics = [...this.topics].map((name) => ({ ...defaultMetadataRequestTopic, name }));
      const response = await this.askMetadata(
        areAllWanted ? null : topics,
        this.options.allowAutoTopicCreation,
      );
      if (areAllWanted && this.areAllWanted) this.metadata.forgetAllBut(response.topics);
      // What was asked for may have been removed meanwhile, and would never be brought up to date.
      const inUse = response.topics.filter(
        ({ name }) => name !== null && (this.areAllWanted || this.topics.has(name)),
      );
      this.metadata.update({ ...response, topics: inUse });
      const areAllNamed = await this.nameTopics();
      this.lastError = undefined;
      isFruitful =
        areAllNamed && !isIncomplete(response) && this.options.lacksMetadata?.() !== true;
    } catch (error) {
      if (!(error instanceof KafkaError)) throw error;
      this.lastError = error;
    }
    this.fruitlessUpdates = isFruitful ? 0 : this.fruitlessUpdates + 1;
    const pauseMs = backoffMs(this.settings.retryBackoff, this.fruitlessUpdates, random);
    this.notBeforeMs = clock.monotonicMs() + pauseMs;
    if (!isFruitful) this.isUpdateNeeded = true;
    this.watchAge();
  }

  private watchAge(): void {
    this.ageTimer?.cancel();
    if (this.isClosed) return;
    const { clock } = this.settings.environment;
    this.ageTimer = clock.setTimer(this.settings.metadataMaxAgeMs, () => this.requestUpdate());
  }

  /** A request is either for names or for ids. Answers whether nothing is left open. */
  private async nameTopics(): Promise<boolean> {
    const unnamed = [...this.topicIds].filter((id) => this.metadata.topicName(id) === undefined);
    if (unnamed.length === 0) return true;
    const wanted = unnamed.map((topicId) => ({
      ...defaultMetadataRequestTopic,
      name: null,
      topicId,
    }));
    const response = await this.askMetadata(wanted, false);
    const found = response.topics.filter(({ topicId }) => this.topicIds.has(topicId));
    for (const { name } of found) {
      if (name !== null && !this.areAllWanted) this.topics.add(name);
    }
    this.metadata.update({ ...response, topics: found });
    return !isIncomplete(response);
  }

  /**
   * Asks any broker for the metadata of topics, of all of them with `null`, and takes over which
   * brokers there are. Rejects with an error of the broker or the network.
   */
  async askMetadata(
    topics: readonly MetadataRequestTopic[] | null,
    allowAutoTopicCreation: boolean,
  ): Promise<MetadataResponse> {
    const connection = await this.anyConnection();
    const request = { ...defaultMetadataRequest, topics, allowAutoTopicCreation };
    const response = await connection.request(METADATA, request);
    if (response.errorCode === ErrorCode.REBOOTSTRAP_REQUIRED) this.bootstrap();
    if (response.errorCode !== ErrorCode.NONE) throw errorOf(response.errorCode);
    const brokers = brokersOf(response.brokers);
    if (brokers.length === 0) throw networkError('A broker answered that there are no brokers.');
    this.pool.setBrokers(brokers);
    this.metadata.controllerId = response.controllerId;
    return response;
  }

  /**
   * A connection to any broker that can be reached. If there is none, the next call begins at the
   * bootstrap servers. Rejects with the error of the last broker that was tried, now or, while all
   * have to be left alone for a moment, before.
   */
  async anyConnection(): Promise<BrokerConnection> {
    const tried = new Set<number>();
    let lastError: KafkaError | undefined;
    for (;;) {
      const brokerId = this.pool.leastLoaded(tried);
      if (brokerId === undefined) break;
      tried.add(brokerId);
      try {
        const connection = await this.pool.connect(brokerId);
        this.connectError = undefined;
        return connection;
      } catch (error) {
        if (!(error instanceof KafkaError)) throw error;
        lastError = error;
        this.connectError = error;
      }
    }
    if (!this.isClosed) this.bootstrap();
    throw lastError ?? this.unreachable();
  }

  private unreachable(): KafkaError {
    const message = 'No broker can be reached at the moment';
    if (this.connectError === undefined) return networkError(`${message}.`);
    return networkError(
      `${message}; the last attempt failed: ${this.connectError.message}`,
      this.connectError,
    );
  }

  /** The connection to a broker, if there is one that is ready. */
  ready(brokerId: number): BrokerConnection | undefined {
    return this.pool.ready(brokerId);
  }

  /** See `BrokerPool.connect`. */
  connect(brokerId: number): Promise<BrokerConnection> {
    return this.pool.connect(brokerId);
  }

  /**
   * Makes sure that someone connects to a broker; `onChange` tells when that has succeeded or
   * failed. A failure asks for metadata, since the leader may be another by now.
   */
  connectSoon(brokerId: number): void {
    if (this.pool.isConnecting(brokerId)) return;
    this.pool.connect(brokerId).catch((error: unknown) => {
      if (error instanceof KafkaError) this.connectError = error;
      this.requestUpdate();
    });
  }

  /** Takes over a leader that a response named beside an error (KIP-951). */
  learnLeader(
    topic: string,
    partition: number,
    leader: PartitionLeader,
    endpoints: readonly BrokerEndpoint[],
  ): boolean {
    if (!this.metadata.updateLeader(topic, partition, leader)) return false;
    const endpoint = endpoints.find(({ id }) => id === leader.leaderId);
    if (endpoint !== undefined) this.pool.setBroker(endpoint);
    return true;
  }

  /** The newest version of an API that names topics, where ids are needed from a version on. */
  static versionMaxFor(topicIds: readonly Uuid[], firstVersionWithIds: number): number | undefined {
    return topicIds.includes(ZERO_UUID) ? firstVersionWithIds - 1 : undefined;
  }

  /** Takes over where a broker can be reached that a response has named. */
  learnBroker(endpoint: BrokerEndpoint): void {
    this.pool.setBroker(endpoint);
  }

  /** Closes all connections; whoever waits for something is told. */
  close(): void {
    this.isClosed = true;
    this.ageTimer?.cancel();
    this.pool.close();
    this.pauses.close();
  }
}
