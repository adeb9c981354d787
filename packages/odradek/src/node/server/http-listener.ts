import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setImmediate } from 'node:timers/promises';

import { type Endpoint, KafkaError } from '@odradek/base';

import { answerHttp, type Observed } from '../../http/http-routes.ts';
import { formatAddress } from '../../listener/listen-address.ts';

/** What is granted to those who ask. */
export interface HttpLimits {
  readonly connectionsMax: number;
  readonly headerBytesMax: number;
  /** How long a request may take to come. */
  readonly requestMsMax: number;
  /** How long a connection may be idle. */
  readonly idleMsMax: number;
  /** How long it may take to read an answer. */
  readonly answerMsMax: number;
  /** How often connections are looked at. */
  readonly checkMs: number;
}

/** Who asks is a scraper or a probe: none of them sends more, or takes longer. */
const LIMITS: HttpLimits = {
  connectionsMax: 32,
  headerBytesMax: 8_192,
  requestMsMax: 5_000,
  idleMsMax: 15_000,
  answerMsMax: 30_000,
  checkMs: 1_000,
};
const BAD_REQUEST = 400;
const FAILED = 500;

/** How a broker is watched over HTTP. */
export interface HttpListenerOptions {
  /** Port 0 takes a free one. */
  readonly endpoint: Endpoint;
  /** Looks at the broker as it is now. Its rejections are told, and answered with status 500. */
  readonly observe: () => Observed;
  readonly report: (message: string) => void;
  readonly limits?: HttpLimits;
}

/** Answers over HTTP until it is closed. */
export class HttpListener {
  private readonly server: Server;
  private readonly options: HttpListenerOptions;

  private constructor(options: HttpListenerOptions) {
    const { limits = LIMITS } = options;
    this.options = options;
    this.server = createServer(
      {
        maxHeaderSize: limits.headerBytesMax,
        headersTimeout: limits.requestMsMax,
        requestTimeout: limits.requestMsMax,
        keepAliveTimeout: limits.idleMsMax,
        connectionsCheckingInterval: limits.checkMs,
      },
      (request, response) => void this.handle(request, response),
    );
    this.server.maxConnections = limits.connectionsMax;
    // Requests that are sent ahead would all be answered at once, whether they are read or not.
    this.server.maxRequestsPerSocket = 1;
    // Without activity, whatever is being waited for.
    this.server.setTimeout(limits.idleMsMax);
  }

  /** Listens. Rejects with a `KafkaError` that names the setting if that is not possible. */
  static async open(options: HttpListenerOptions): Promise<HttpListener> {
    const listener = new HttpListener(options);
    const { host, port } = options.endpoint;
    const { server } = listener;
    server.listen(port, host);
    try {
      await once(server, 'listening');
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      const message =
        `odradek.http.listener is ${formatAddress(options.endpoint)}, where nothing can listen ` +
        `(${error.message}); choose another address or port.`;
      throw new KafkaError('INVALID_CONFIG', message, { cause: error });
    }
    // Such as that no more files may be open: it goes on with the next connection.
    server.on('error', (error) => {
      options.report(`The HTTP listener cannot accept a connection: ${error.message}.`);
    });
    return listener;
  }

  /** Where it listens, with the port that was taken. */
  get endpoint(): Endpoint {
    const address = this.server.address();
    const { endpoint } = this.options;
    return typeof address === 'object' && address !== null
      ? { host: endpoint.host, port: address.port }
      : endpoint;
  }

  /** A request never fails the process. */
  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    // Who reads too slowly would hold what is still to be sent.
    const { answerMsMax } = this.options.limits ?? LIMITS;
    const timer = setTimeout(() => response.destroy(), answerMsMax);
    response.once('close', () => clearTimeout(timer));
    try {
      await this.answer(request, response);
    } catch (error) {
      this.options.report(`A request over HTTP failed: ${String(error)}`);
      if (response.headersSent) response.destroy();
      else end(response, FAILED, 'The broker cannot tell; its log says why.\n');
    }
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url = '', headers } = request;
    const hasBody = headers['transfer-encoding'] !== undefined;
    if (hasBody || Number(headers['content-length'] ?? 0) !== 0) {
      end(response, BAD_REQUEST, 'Nothing here takes a body.\n');
      return;
    }
    const answer = await answerHttp(method, url, this.options.observe());
    const { status, contentType, body, allow } = answer;
    if (allow !== undefined) response.setHeader('allow', allow);
    response.writeHead(status, { 'content-type': contentType, 'cache-control': 'no-store' });
    if (method !== 'HEAD') await send(response, body);
    response.end();
  }

  /** Listens no longer, and closes all connections. */
  async close(): Promise<void> {
    const closed = once(this.server, 'close');
    this.server.close();
    this.server.closeAllConnections();
    await closed;
  }
}

/** Between two pieces others have their turn, and nothing piles up that is not read. */
async function send(response: ServerResponse, pieces: Iterable<string>): Promise<void> {
  for (const piece of pieces) {
    if (!response.write(piece)) await writable(response);
    else await setImmediate();
    if (response.destroyed) return;
  }
}

function writable(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const settle = (): void => {
      response.off('drain', settle);
      response.off('close', settle);
      resolve();
    };
    response.on('drain', settle);
    response.on('close', settle);
  });
}

/** Answers in one line, and closes the connection. */
function end(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', connection: 'close' });
  response.end(text);
}
