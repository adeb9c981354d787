import { assert } from '../assert.ts';
import { KafkaError } from '../errors/kafka-error.ts';
import type { Acceptor, Endpoint, Network, Socket, SocketEvents } from '../network/network.ts';
import type { Clock } from '../time/clock.ts';
import type { NetworkFaultCounts, NetworkFaultPlan } from './network-faults.ts';
import type { SeededRandom } from './seeded-random.ts';
import type { VirtualConnection } from './virtual-connection.ts';
import { VirtualHost } from './virtual-host.ts';
import type { VirtualMachine } from './virtual-machine.ts';
import { addressOf, VirtualSwitch } from './virtual-switch.ts';

/** One end of a virtual connection: what a client sends and sees. */
export interface VirtualSocket {
  /** Sends bytes, which the broker handles at once, or when it reads again if it has paused. */
  send(bytes: Buffer): void;
  /** Takes the bytes that the broker has sent since the last call. */
  receive(): Buffer;
  /** Whether the broker closed the connection, or we did. */
  readonly isClosed: boolean;
  /** Whether the broker has stopped reading. */
  readonly isPaused: boolean;
  /** Stops reading, so that the broker is told that what it sends piles up; or reads on. */
  setReading(isReading: boolean): void;
  close(): void;
}

/** On what a virtual network runs. */
export interface VirtualNetworkOptions {
  /** The time of hosts that have no clock of their own. Without it nothing may take time. */
  readonly clock?: Clock;
  /** What faults are drawn from, in streams of their own. */
  readonly random?: SeededRandom;
  /** What goes wrong. Without it everything arrives at once, unless a fault is commanded. */
  readonly faults?: Partial<NetworkFaultPlan>;
}

/**
 * A network in memory. Without options it serves tests: bytes arrive in order and at once. With a
 * clock, randomness and a plan of faults it serves a simulator: connections carry bytes in order,
 * take time, and break. The same seed and the same calls give the same events.
 *
 * It is a host itself, for tests that need only one.
 */
export class VirtualNetwork implements Network {
  private readonly wiring: VirtualSwitch;
  private readonly ownHost: VirtualHost;
  private readonly outside: VirtualMachine;

  constructor(options: VirtualNetworkOptions = {}) {
    this.wiring = new VirtualSwitch(options.clock, options.random?.fork('network'));
    if (options.faults !== undefined) this.wiring.faults.replacePlan(options.faults);
    this.ownHost = this.host('virtual host');
    this.outside = this.wiring.start('virtual client', undefined);
  }

  /** How often each fault has happened. */
  get faults(): Readonly<NetworkFaultCounts> {
    return this.wiring.faults.counts;
  }

  /** How many of the bytes that the own host received were not needed any more at once. */
  get releasedBytes(): number {
    return this.ownHost.releasedBytes;
  }

  /** The connections that are not gone for both sides, the oldest first. */
  get connections(): readonly VirtualConnection[] {
    return [...this.wiring.connections];
  }

  /** From now on this goes wrong; what the plan does not name does not. */
  setFaults(plan: Partial<NetworkFaultPlan>): void {
    this.wiring.faults.replacePlan(plan);
  }

  /**
   * Ends everything that would pass by itself: hosts that are cut off, readers that are slow. What
   * is broken stays broken.
   */
  heal(): void {
    this.wiring.heal();
  }

  /**
   * Starts a host; after a crash the same name gives its next life. Everything that it hears comes
   * on its clock: while that is paused, so is the host.
   */
  host(name: string, options: { readonly clock?: Clock } = {}): VirtualHost {
    assert(!this.wiring.isUp(name), `no other host of the name ${name} is up`);
    return new VirtualHost(this.wiring, this.wiring.start(name, options.clock));
  }

  listen(endpoint: Endpoint, accept: (socket: Socket) => SocketEvents): Promise<Acceptor> {
    return this.ownHost.listen(endpoint, accept);
  }

  connect(
    endpoint: Endpoint,
    options: { readonly timeoutMs: number },
    open: (socket: Socket) => SocketEvents,
  ): Promise<Socket> {
    return this.ownHost.connect(endpoint, options, open);
  }

  /**
   * Opens a connection from outside, which is accepted before this returns. Without a plan of faults
   * its bytes are handled while they are sent. Raises `NETWORK_EXCEPTION` if nobody listens there.
   */
  dial(endpoint: Endpoint): VirtualSocket {
    const listener = this.wiring.listener(endpoint);
    if (listener === undefined) {
      const message = `Nobody listens on ${addressOf(endpoint)}.`;
      throw new KafkaError('NETWORK_EXCEPTION', message, { retriable: true });
    }
    const connection = this.wiring.open(this.outside, listener, endpoint, {
      isAtOnce: !this.wiring.faults.isPlanned,
      clientName: this.outside.name,
    });
    const socket = new DialledSocket(connection);
    this.wiring.accept(connection, listener);
    return socket;
  }
}

class DialledSocket implements VirtualSocket {
  isClosed = false;
  private readonly connection: VirtualConnection;
  private readonly received: Buffer[] = [];

  constructor(connection: VirtualConnection) {
    this.connection = connection;
    connection.client.attach({
      onData: (bytes) => void this.received.push(bytes),
      onDrain: () => {},
      onClose: () => (this.isClosed = true),
    });
  }

  get isPaused(): boolean {
    return this.connection.server.isPaused;
  }

  send(bytes: Buffer): void {
    this.connection.client.send([bytes]);
  }

  receive(): Buffer {
    return Buffer.concat(this.received.splice(0));
  }

  setReading(isReading: boolean): void {
    this.connection.server.stall(!isReading);
  }

  close(): void {
    this.isClosed = true;
    this.connection.client.close();
  }
}
