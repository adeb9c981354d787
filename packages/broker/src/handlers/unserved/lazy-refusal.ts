import { assert, type ByteReader, KafkaError } from '@odradek/base';
import { type ApiKeyInfo, apiKeyInfo, type Versions } from '@odradek/protocol';

import type { BrokerServices } from '../../request/broker-services.ts';
import { type RequestHandler, servedVersions } from '../../request/handler.ts';
import type { RequestContext } from '../../request/request-context.ts';

/**
 * Refuses the requests of an API whose codec is loaded when the first one comes: a start should not
 * pay for what may never be asked for.
 */
export class LazyRefusal implements RequestHandler {
  /** An answer may be many times as large as what was asked. */
  readonly isExclusive = true;
  readonly isMadeReady = false;
  readonly versions: Versions;
  readonly announced: Versions;
  private readonly api: ApiKeyInfo;
  private readonly loadHandler: () => Promise<RequestHandler>;
  private handler: RequestHandler | undefined;

  constructor(apiKey: number, loadHandler: () => Promise<RequestHandler>) {
    const api = apiKeyInfo(apiKey);
    assert(api !== undefined, `API key ${apiKey} is declared`);
    this.api = api;
    this.versions = servedVersions(api);
    this.announced = api.announced;
    this.loadHandler = loadHandler;
  }

  get apiKey(): number {
    return this.api.key;
  }

  /** Loads the codec. Rejects with what the import raises, and may then be called again. */
  async load(): Promise<RequestHandler> {
    if (this.handler === undefined) {
      const handler = await this.loadHandler();
      assert(handler.apiKey === this.apiKey, `the refusal of ${this.api.name} is its own`);
      this.handler = handler;
    }
    return this.handler;
  }

  handle(services: BrokerServices, context: RequestContext, body: ByteReader): void {
    const { apiVersion, clientId } = context;
    services.refusedApis.count(this.apiKey, { apiName: this.api.name, apiVersion, clientId });
    if (this.handler === undefined) void this.handleWhenLoaded(services, context, body);
    else this.handler.handle(services, context, body);
  }

  /** A file that cannot be loaded, be it for want of file handles, costs this connection only. */
  private async handleWhenLoaded(
    services: BrokerServices,
    context: RequestContext,
    body: ByteReader,
  ): Promise<void> {
    let handler: RequestHandler;
    try {
      handler = await this.load();
    } catch (error) {
      context.closeConnection(`its codec cannot be loaded. ${String(error)}`);
      return;
    }
    try {
      handler.handle(services, context, body);
    } catch (error) {
      if (!(error instanceof KafkaError)) throw error;
      context.closeConnection(error.message);
    }
  }
}
