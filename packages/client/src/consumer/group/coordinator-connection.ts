import { KafkaError } from '@odradek/base';
import { ErrorCode, errorOf } from '@odradek/protocol';
import { defaultFindCoordinatorRequest } from '@odradek/protocol/messages/10-find-coordinator';

import type { ClientSettings } from '../../client-settings.ts';
import { BrokerPool } from '../../cluster/broker-pool.ts';
import { brokersOf } from '../../cluster/cluster-metadata.ts';
import type { Cluster } from '../../cluster/cluster.ts';
import type { BrokerConnection, RequestOptions } from '../../connection/broker-connection.ts';
import type { ClientApi, ClientResponse } from '../../connection/client-api.ts';
import { FIND_COORDINATOR } from '../../connection/group-apis.ts';
import { isWorthRepeating, networkError } from '../../connection/network-error.ts';
import { backoffMs } from '../../time/exponential-backoff.ts';

const GROUP_KEY_TYPE = 0;

/**
 * The way to the coordinator of a group. It has a connection of its own: a JoinGroup waits for all
 * members, and whatever follows it on the same connection waits with it, where a Fetch must not.
 */
export class CoordinatorConnection {
  private readonly settings: ClientSettings;
  private readonly cluster: Cluster;
  private readonly groupId: string;
  private readonly pool: BrokerPool;
  private brokerId: number | undefined;
  private finding: Promise<number> | undefined;
  private isClosed = false;

  constructor(settings: ClientSettings, cluster: Cluster, groupId: string) {
    this.settings = settings;
    this.cluster = cluster;
    this.groupId = groupId;
    this.pool = new BrokerPool({ settings, pauses: cluster.pauses, onChange: () => {} });
  }

  /**
   * Sends a request to the coordinator, which is looked for if need be, for `request.timeout.ms` at
   * most. Rejects with the error of that or of the network; the next request looks anew then. An error
   * in the response is the caller's to see, and to call `forget` for.
   */
  async request<Request, Response extends ClientResponse>(
    api: ClientApi<Request, Response>,
    bodyFor: (version: number) => Request,
    options: RequestOptions = {},
  ): Promise<Response> {
    const connection = await this.connect();
    const version = connection.versionOf(api, options.versionMax);
    try {
      return await connection.request(api, bodyFor(version), options);
    } catch (error) {
      if (connection.isClosed) this.forget();
      throw error;
    }
  }

  private async connect(): Promise<BrokerConnection> {
    const brokerId = this.brokerId ?? (await this.find());
    try {
      return await this.pool.connect(brokerId);
    } catch (error) {
      this.forget();
      throw error;
    }
  }

  /** All who need the coordinator at the same time share one search. */
  private find(): Promise<number> {
    this.finding ??= this.search().finally(() => {
      this.finding = undefined;
    });
    return this.finding;
  }

  private async search(): Promise<number> {
    const { clock, random } = this.settings.environment;
    const deadlineMs = clock.monotonicMs() + this.settings.requestTimeoutMs;
    for (let failures = 1; ; failures++) {
      try {
        return await this.ask();
      } catch (error) {
        if (!(error instanceof KafkaError) || this.isClosed) throw error;
        if (!isWorthRepeating(error) || clock.monotonicMs() >= deadlineMs) throw error;
      }
      await this.cluster.pauses.pause(backoffMs(this.settings.retryBackoff, failures, random));
    }
  }

  private async ask(): Promise<number> {
    const { groupId } = this;
    const connection = await this.cluster.anyConnection();
    const response = await connection.request(FIND_COORDINATOR, {
      ...defaultFindCoordinatorRequest,
      key: groupId,
      keyType: GROUP_KEY_TYPE,
      coordinatorKeys: [groupId],
    });
    const answer = response.coordinators.find(({ key }) => key === groupId) ?? response;
    if (answer.errorCode !== ErrorCode.NONE) throw errorOf(answer.errorCode, answer.errorMessage);
    const [endpoint] = brokersOf([answer]);
    if (endpoint === undefined) throw networkError('The answer names no coordinator.');
    this.pool.setBroker(endpoint);
    this.brokerId = endpoint.id;
    return endpoint.id;
  }

  /** The coordinator may be another broker by now; the next request looks for it. */
  forget(): void {
    this.brokerId = undefined;
  }

  /** Closes the connection, and with it whatever waits at the coordinator. Others can be made. */
  disconnect(): void {
    const error = networkError('The request is no longer needed.');
    for (const brokerId of this.pool.brokerIds) this.pool.ready(brokerId)?.close(error);
  }

  /** Closes the connection for good. */
  close(): void {
    this.isClosed = true;
    this.pool.close();
  }
}
