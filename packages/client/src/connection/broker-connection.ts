import type { Endpoint, KafkaError } from '@odradek/base';

import type { ClientSettings } from '../client-settings.ts';
import { Pauses } from '../time/pauses.ts';
import type { ApiVersionRanges } from './api-version-ranges.ts';
import type { ClientApi, ClientResponse } from './client-api.ts';
import { API_VERSIONS } from './client-apis.ts';
import { negotiateVersions } from './negotiate-versions.ts';
import { networkError } from './network-error.ts';
import { RequestChannel } from './request-channel.ts';

/** How a request is sent where it does not follow the settings. */
export interface RequestOptions {
  /** The default is `request.timeout.ms`. */
  readonly timeoutMs?: number;
  /** The newest version that serves the purpose; the default is the newest there is. */
  readonly versionMax?: number;
}

/** A broker, and whom to tell when its connection is gone. */
export interface BrokerToConnect {
  readonly endpoint: Endpoint;
  readonly settings: ClientSettings;
  /** Told of each channel as soon as it is open, so that it can be closed before it is ready. */
  readonly onOpened: (channel: RequestChannel) => void;
  /** Called once, if the connection closes after it became ready. */
  readonly onClosed: (error: KafkaError) => void;
  /** Called when more can be sent, after `isCongested` was true. */
  readonly onDrained: () => void;
}

/** A connection to a broker whose versions are known. */
export class BrokerConnection {
  private readonly channel: RequestChannel;
  private readonly versions: ApiVersionRanges;
  private readonly settings: ClientSettings;
  private readonly pauses: Pauses;
  private throttledUntilMs = 0;
  private isRetired = false;

  private constructor(
    channel: RequestChannel,
    versions: ApiVersionRanges,
    settings: ClientSettings,
  ) {
    this.channel = channel;
    this.versions = versions;
    this.settings = settings;
    this.pauses = new Pauses(settings.environment.clock);
  }

  /**
   * Connects and asks for the versions. A broker that closes the connection instead of answering
   * may know only the oldest form of the question, and gets it on a second connection. Rejects with
   * `NETWORK_EXCEPTION`, `REQUEST_TIMED_OUT` or an error of the broker.
   */
  static async open(broker: BrokerToConnect): Promise<BrokerConnection> {
    const first = await openChannel(broker);
    try {
      return await BrokerConnection.negotiate(first, broker, API_VERSIONS.versions.max);
    } catch (error) {
      if (!first.wasHungUp) throw error;
    }
    const second = await openChannel(broker);
    return BrokerConnection.negotiate(second, broker, API_VERSIONS.versions.min);
  }

  private static async negotiate(
    channel: RequestChannel,
    { endpoint, settings, onClosed, onDrained }: BrokerToConnect,
    apiVersion: number,
  ): Promise<BrokerConnection> {
    const peer = peerName(endpoint);
    const timeoutMs = settings.requestTimeoutMs;
    try {
      const versions = await negotiateVersions(channel, { peer, apiVersion, timeoutMs });
      if (channel.isClosed) throw networkError(`The connection to ${peer} was closed.`);
      const connection = new BrokerConnection(channel, versions, settings);
      channel.onDrained = onDrained;
      channel.onClosed = (error) => {
        connection.pauses.close();
        onClosed(error);
      };
      return connection;
    } catch (error) {
      channel.close(networkError(`The versions of ${peer} are not known.`, error));
      throw error;
    }
  }

  get isClosed(): boolean {
    return this.channel.isClosed;
  }

  /** How many requests wait for their responses. */
  get inFlightCount(): number {
    return this.channel.inFlightCount;
  }

  /** Whether so much waits to leave that no more should be sent. */
  get isCongested(): boolean {
    return this.channel.isCongested;
  }

  /** How long the broker has asked for no more requests (KIP-219), in milliseconds. */
  get throttledMs(): number {
    return Math.max(this.throttledUntilMs - this.settings.environment.clock.monotonicMs(), 0);
  }

  /** See `ApiVersionRanges.versionOf`. */
  versionOf<Request, Response extends ClientResponse>(
    api: ClientApi<Request, Response>,
    versionMax?: number,
  ): number {
    return this.versions.versionOf(api, versionMax);
  }

  /** See `ApiVersionRanges.newestOf`. */
  newestOf<Request, Response extends ClientResponse>(
    api: ClientApi<Request, Response>,
  ): number | undefined {
    return this.versions.newestOf(api);
  }

  /**
   * Sends a request in the newest version that both sides have and resolves to the response. Waits
   * first if the broker has asked for a pause. Rejects with `UNSUPPORTED_VERSION` if there is no
   * such version, and as `RequestChannel.send`.
   */
  async request<Request, Response extends ClientResponse>(
    api: ClientApi<Request, Response>,
    body: Request,
    options: RequestOptions = {},
  ): Promise<Response> {
    const version = this.versions.versionOf(api, options.versionMax);
    if (this.throttledMs > 0) await this.pauses.pause(this.throttledMs);
    const timeoutMs = options.timeoutMs ?? this.settings.requestTimeoutMs;
    return this.settle(this.channel.send({ api, version, body, timeoutMs }));
  }

  private async settle<Response extends ClientResponse>(
    answer: Promise<Response>,
  ): Promise<Response> {
    try {
      const response = await answer;
      const untilMs = this.settings.environment.clock.monotonicMs() + response.throttleTimeMs;
      this.throttledUntilMs = Math.max(this.throttledUntilMs, untilMs);
      return response;
    } finally {
      if (this.isRetired) this.retire();
    }
  }

  /** Sends a request that has no response: Produce with acks=0. Raises `UNSUPPORTED_VERSION`. */
  sendUnanswered<Request, Response extends ClientResponse>(
    api: ClientApi<Request, Response>,
    body: Request,
    versionMax?: number,
  ): void {
    const version = this.versions.versionOf(api, versionMax);
    this.channel.sendUnanswered({ api, version, body });
  }

  /** Closes the connection as soon as no request is in flight: nobody will send another. */
  retire(): void {
    this.isRetired = true;
    if (this.inFlightCount === 0) this.close(networkError('The connection is no longer needed.'));
  }

  /** Closes the connection; requests in flight are rejected. */
  close(error: KafkaError): void {
    this.channel.close(error);
  }
}

async function openChannel({
  endpoint,
  settings,
  onOpened,
}: BrokerToConnect): Promise<RequestChannel> {
  const { clock, network } = settings.environment;
  const { clientId, receiveMessageMaxBytes, connectTimeoutMs } = settings;
  const peer = peerName(endpoint);
  let channel: RequestChannel | undefined;
  await network.connect(endpoint, { timeoutMs: connectTimeoutMs }, (socket) => {
    channel = new RequestChannel(socket, { clock, clientId, receiveMessageMaxBytes, peer });
    return channel;
  });
  if (channel === undefined) throw networkError(`The connection to ${peer} never opened.`);
  onOpened(channel);
  return channel;
}

function peerName({ host, port }: Endpoint): string {
  return host.includes(':') ? `the broker at [${host}]:${port}` : `the broker at ${host}:${port}`;
}
