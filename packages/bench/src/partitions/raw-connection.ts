import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

import { ByteReader, ByteWriter } from '@odradek/base';
import { apiKeyInfo, FrameDecoder, readResponseHeader, writeRequest } from '@odradek/protocol';

/** One API in one version. */
export interface RawApi<Request, Response> {
  readonly apiKey: number;
  readonly version: number;
  readonly write: (writer: ByteWriter, request: Request, version: number) => void;
  readonly read: (reader: ByteReader, version: number) => Response;
}

/** A connection on which one request after the other is sent. */
export class RawConnection {
  private readonly socket: Socket;
  private readonly decoder: FrameDecoder = new FrameDecoder();
  private onFrame: (frame: Buffer) => void = () => {};
  private onEnd: (error: Error) => void = () => {};

  private constructor(socket: Socket) {
    this.socket = socket;
    socket.setNoDelay(true);
    socket.on('data', (bytes) => this.take(bytes));
    socket.on('error', (error) => this.onEnd(error));
    socket.on('close', () => this.onEnd(new Error('The broker closed the connection.')));
  }

  private take(bytes: Buffer): void {
    this.decoder.push(bytes);
    for (let frame = this.decoder.next(); frame !== undefined; frame = this.decoder.next()) {
      this.onFrame(frame);
    }
  }

  /** Connects to `host:port`. */
  static async open(address: string): Promise<RawConnection> {
    const colon = address.lastIndexOf(':');
    const socket = connect(Number(address.slice(colon + 1)), address.slice(0, colon));
    await once(socket, 'connect');
    return new RawConnection(socket);
  }

  /** Connects as soon as somebody listens. */
  static async openSoon(address: string): Promise<RawConnection> {
    for (;;) {
      try {
        return await RawConnection.open(address);
      } catch {
        await new Promise((resolve) => setTimeout(resolve, 1));
      }
    }
  }

  /** Sends a request and reads the answer; one at a time. */
  async request<Request, Response>(
    { apiKey, version: apiVersion, write, read }: RawApi<Request, Response>,
    request: Request,
  ): Promise<Response> {
    const api = apiKeyInfo(apiKey);
    if (api === undefined) throw new Error(`there is no API key ${apiKey}`);
    const writer = new ByteWriter();
    writeRequest(writer, { api, apiVersion, correlationId: 1, clientId: 'bench' }, request, write);
    const frame = new Promise<Buffer>((resolve, reject) => {
      this.onFrame = resolve;
      this.onEnd = reject;
    });
    this.socket.write(writer.toBuffer());
    const reader = new ByteReader(await frame);
    readResponseHeader(reader, api, apiVersion);
    return read(reader, apiVersion);
  }

  close(): void {
    this.onEnd = () => {};
    this.socket.destroy();
  }
}
