import type { Endpoint, Socket, SocketEvents } from '../network/network.ts';
import type { Clock } from '../time/clock.ts';
import { FaultDraws, NetworkFaults } from './network-faults.ts';
import type { SeededRandom } from './seeded-random.ts';
import { VirtualConnection } from './virtual-connection.ts';
import type { VirtualEnd } from './virtual-end.ts';
import { VirtualMachine } from './virtual-machine.ts';

/** Somebody who accepts connections. */
export interface VirtualListener {
  readonly machine: VirtualMachine;
  readonly accept: (socket: Socket) => SocketEvents;
  /** The ends that it accepted and that are not gone. */
  readonly open: Set<VirtualEnd>;
  /** Called when the last of them is gone. */
  onIdle: () => void;
}

/** What the hosts of a virtual network share: who listens where, and which connections there are. */
export class VirtualSwitch {
  readonly faults: NetworkFaults = new NetworkFaults();
  readonly connections: Set<VirtualConnection> = new Set();
  readonly draws: FaultDraws;
  private readonly random: SeededRandom | undefined;
  private readonly clock: Clock | undefined;
  private readonly listeners = new Map<string, VirtualListener>();
  private readonly machines = new Map<string, VirtualMachine>();
  /** Addresses of machines that lost power, which answer nothing. */
  private readonly dead = new Set<string>();
  private connectionsCount = 0;
  private nextPort = 40_000;

  constructor(clock: Clock | undefined, random: SeededRandom | undefined) {
    this.clock = clock;
    this.random = random;
    this.draws = new FaultDraws(random?.fork('connect'));
  }

  /** A machine that starts now; one of the same name that crashed is its past. */
  start(name: string, clock: Clock | undefined): VirtualMachine {
    const machine = new VirtualMachine(name, clock ?? this.clock, () => this.pump());
    this.machines.set(name, machine);
    for (const connection of this.connections) connection.answerUnknown();
    return machine;
  }

  /** Whether a machine of this name is up. */
  isUp(name: string): boolean {
    return this.machines.get(name)?.isUp ?? false;
  }

  takePort(): number {
    return this.nextPort++;
  }

  listener(endpoint: Endpoint): VirtualListener | undefined {
    return this.listeners.get(addressOf(endpoint));
  }

  addListener(endpoint: Endpoint, listener: VirtualListener): void {
    this.listeners.set(addressOf(endpoint), listener);
    this.dead.delete(addressOf(endpoint));
  }

  removeListener(endpoint: Endpoint): void {
    this.listeners.delete(addressOf(endpoint));
  }

  /** Whether nobody is there even to refuse a connection. */
  isDead(endpoint: Endpoint): boolean {
    return this.dead.has(addressOf(endpoint));
  }

  /** Makes a connection whose server side has not been accepted yet. */
  open(
    client: VirtualMachine,
    listener: VirtualListener,
    endpoint: Endpoint,
    options: { readonly isAtOnce: boolean; readonly clientName?: string },
  ): VirtualConnection {
    const local = { host: client.name, port: this.takePort() };
    const connection: VirtualConnection = new VirtualConnection({
      client: {
        machine: client,
        addresses: { localEndpoint: local, remoteAddress: addressOf(endpoint) },
      },
      server: {
        machine: listener.machine,
        addresses: {
          localEndpoint: endpoint,
          remoteAddress: options.clientName ?? addressOf(local),
        },
      },
      faults: this.faults,
      random: this.random?.fork(`connection ${this.connectionsCount++}`),
      isAtOnce: options.isAtOnce,
      isUpAgain: (machine) => this.isUp(machine.name),
      onServerGone: () => {
        listener.open.delete(connection.server);
        if (!listener.machine.isUp) return;
        if (listener.open.size === 0) listener.onIdle();
      },
      onGone: () => this.connections.delete(connection),
    });
    this.connections.add(connection);
    return connection;
  }

  /** Gives the server side of a connection to the one who listens. */
  accept(connection: VirtualConnection, listener: VirtualListener): void {
    const { server } = connection;
    if (server.state === 'closed') return;
    listener.open.add(server);
    server.attach(listener.accept(server));
  }

  /**
   * A machine goes down with all its connections. With `seesReset` those at the other end see a
   * reset, and attempts to connect are refused; without it nobody answers until it is up again.
   */
  crash(machine: VirtualMachine, seesReset: boolean): void {
    machine.isUp = false;
    this.faults.counts.crashed++;
    for (const [address, listener] of this.listeners) {
      if (listener.machine !== machine) continue;
      this.listeners.delete(address);
      if (!seesReset) this.dead.add(address);
    }
    for (const connection of this.connections) {
      if (connection.client.machine === machine) connection.crashed('client', seesReset);
      if (connection.server.machine === machine) connection.crashed('server', seesReset);
    }
  }

  /** Ends everything that passes by itself: machines that are cut off, readers that are slow. */
  heal(): void {
    for (const machine of this.machines.values()) machine.unblock();
    for (const connection of this.connections) connection.unstall();
  }

  private pump(): void {
    for (const connection of this.connections) {
      connection.pump();
      connection.answerUnknown();
    }
  }
}

/** An address as it is written. */
export function addressOf({ host, port }: Endpoint): string {
  return `${host}:${port}`;
}
