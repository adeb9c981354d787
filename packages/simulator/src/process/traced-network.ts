import {
  type Acceptor,
  crc32c,
  type Endpoint,
  type ListenOptions,
  type Network,
  type Socket,
  type SocketEvents,
} from '@odradek/base';

import type { Trace } from '../trace/trace.ts';

/** A network whose traffic stands in the trace. */
export class TracedNetwork implements Network {
  private readonly network: Network;
  private readonly owner: string;
  private readonly trace: Trace;
  private connectionsCount = 0;

  constructor(network: Network, owner: string, trace: Trace) {
    this.network = network;
    this.owner = owner;
    this.trace = trace;
  }

  listen(
    endpoint: Endpoint,
    accept: (socket: Socket) => SocketEvents,
    options?: ListenOptions,
  ): Promise<Acceptor> {
    return this.network.listen(endpoint, (socket) => this.open(socket, accept), options);
  }

  connect(
    endpoint: Endpoint,
    options: { readonly timeoutMs: number },
    open: (socket: Socket) => SocketEvents,
  ): Promise<Socket> {
    return this.network.connect(endpoint, options, (socket) => this.open(socket, open));
  }

  private open(socket: Socket, open: (socket: Socket) => SocketEvents): SocketEvents {
    const { trace } = this;
    const name = `${this.owner}#${++this.connectionsCount}`;
    trace.add(name, `is open between ${socket.remoteAddress} and ${socket.localEndpoint.port}`);
    const events = open({
      localEndpoint: socket.localEndpoint,
      remoteAddress: socket.remoteAddress,
      send: (buffers, onSent) => {
        trace.add(name, `sends ${shown(Buffer.concat(buffers))}`);
        return socket.send(buffers, onSent);
      },
      get unsentBytes(): number {
        return socket.unsentBytes;
      },
      pause: () => socket.pause(),
      resume: () => socket.resume(),
      close: () => {
        trace.add(name, 'closes');
        socket.close();
      },
    });
    return {
      onData: (bytes) => {
        trace.add(name, `receives ${shown(bytes)}`);
        return events.onData(bytes);
      },
      onDrain: () => {
        trace.add(name, 'is drained');
        events.onDrain();
      },
      onClose: () => {
        trace.add(name, 'is closed');
        events.onClose();
      },
    };
  }
}

function shown(bytes: Buffer): string {
  return `${bytes.byteLength} bytes (${crc32c(bytes).toString(16)})`;
}
