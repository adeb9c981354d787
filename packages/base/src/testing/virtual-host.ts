import { assert } from '../assert.ts';
import { KafkaError } from '../errors/kafka-error.ts';
import type { Acceptor, Endpoint, Network, Socket, SocketEvents } from '../network/network.ts';
import type { Timer } from '../time/clock.ts';
import type { Direction, VirtualMachine } from './virtual-machine.ts';
import { addressOf, type VirtualListener, type VirtualSwitch } from './virtual-switch.ts';

/** How long a system waits for an answer until it asks again to connect. */
const CONNECT_RETRY_MS = 1_000;

/** How a host goes down. */
export interface CrashOptions {
  /**
   * Whether the others learn of it at once, as when a process is killed and its system resets the
   * connections. Otherwise, as when the power is lost, they hear nothing, until the host is up again
   * and they send something.
   */
  readonly seesReset: boolean;
}

/** The network as one host sees it. Others reach it only at the addresses at which it listens. */
export class VirtualHost implements Network {
  private readonly wiring: VirtualSwitch;
  private readonly machine: VirtualMachine;

  constructor(wiring: VirtualSwitch, machine: VirtualMachine) {
    this.wiring = wiring;
    this.machine = machine;
  }

  get name(): string {
    return this.machine.name;
  }

  /** How many of the bytes that it received were not needed any more at once. */
  get releasedBytes(): number {
    return this.machine.releasedBytes;
  }

  listen(endpoint: Endpoint, accept: (socket: Socket) => SocketEvents): Promise<Acceptor> {
    const { wiring, machine } = this;
    if (!machine.isUp) return neverSettles();
    const bound: Endpoint = {
      host: endpoint.host,
      port: endpoint.port === 0 ? wiring.takePort() : endpoint.port,
    };
    if (wiring.listener(bound) !== undefined) {
      const message = `Cannot listen on ${addressOf(bound)}: the port is taken.`;
      return Promise.reject(new KafkaError('ODRADEK_ADDRESS_IN_USE', message));
    }
    const listener: VirtualListener = { machine, accept, open: new Set(), onIdle: () => {} };
    wiring.addListener(bound, listener);
    const close = (): Promise<void> => {
      if (wiring.listener(bound) === listener) wiring.removeListener(bound);
      if (listener.open.size === 0) return Promise.resolve();
      return new Promise((resolve) => (listener.onIdle = resolve));
    };
    return Promise.resolve({ endpoint: bound, close });
  }

  connect(
    endpoint: Endpoint,
    options: { readonly timeoutMs: number },
    open: (socket: Socket) => SocketEvents,
  ): Promise<Socket> {
    const { wiring } = this;
    const { plan, counts } = wiring.faults;
    const attempt = new ConnectAttempt(wiring, this.machine, endpoint, open);
    const isUnanswered = wiring.draws.chance(plan.connectTimeout);
    const isRefused = wiring.draws.chance(plan.refuse);
    if (isUnanswered) counts.connectTimeout++;
    else if (isRefused) counts.refused++;
    return attempt.run(options.timeoutMs, { isUnanswered, isRefused });
  }

  /** Cuts the host off: nothing comes in, nothing goes out, or both, until `heal`. */
  partition(direction: Direction): void {
    this.wiring.faults.counts.partitioned++;
    this.machine.block(direction);
  }

  /** Nothing reaches or leaves the host for a while; then what has waited comes in a burst. */
  clog(ms: number): void {
    this.wiring.faults.counts.clogged++;
    const block = this.machine.block('both');
    this.machine.later(ms, () => this.machine.unblock(block));
  }

  /** The host can be reached again. */
  heal(): void {
    this.machine.unblock();
  }

  /**
   * The host goes down. Its code hears nothing any more, what it still sends goes nowhere, and its
   * attempts to connect never settle.
   */
  crash(options: CrashOptions): void {
    assert(this.machine.isUp, `the host ${this.name} is up`);
    this.wiring.crash(this.machine, options.seesReset);
  }
}

/** How an attempt to connect goes wrong on purpose. */
interface ConnectFaults {
  readonly isUnanswered: boolean;
  readonly isRefused: boolean;
}

/** An attempt to connect: asks again while nobody answers, until it takes too long. */
class ConnectAttempt {
  private readonly wiring: VirtualSwitch;
  private readonly client: VirtualMachine;
  private readonly endpoint: Endpoint;
  private readonly open: (socket: Socket) => SocketEvents;
  private timeout: Timer | undefined;
  private retry: Timer | undefined;
  private resolve: (socket: Socket) => void = () => {};
  private reject: (error: Error) => void = () => {};

  constructor(
    wiring: VirtualSwitch,
    client: VirtualMachine,
    endpoint: Endpoint,
    open: (socket: Socket) => SocketEvents,
  ) {
    this.wiring = wiring;
    this.client = client;
    this.endpoint = endpoint;
    this.open = open;
  }

  run(timeoutMs: number, faults: ConnectFaults): Promise<Socket> {
    return new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
      if (this.client.hasClock) {
        this.timeout = this.client.later(timeoutMs, () =>
          this.fail(`no answer within ${timeoutMs} ms`),
        );
      }
      if (!faults.isUnanswered) this.tryIn(this.latencyMs(), faults.isRefused);
    });
  }

  private latencyMs(): number {
    return this.wiring.draws.ms(this.wiring.faults.plan.latency);
  }

  private tryIn(delayMs: number, isRefused: boolean): void {
    this.retry = this.client.later(delayMs, () => {
      const listener = this.wiring.listener(this.endpoint);
      if (this.isUnanswered(listener)) this.tryIn(CONNECT_RETRY_MS, isRefused);
      else if (isRefused || listener === undefined) this.fail('the connection was refused');
      else this.establish(listener);
    });
  }

  private isUnanswered(listener: VirtualListener | undefined): boolean {
    const isCutOff = (machine: VirtualMachine): boolean =>
      machine.isBlocked('in') || machine.isBlocked('out');
    if (isCutOff(this.client)) return true;
    if (listener === undefined) return this.wiring.isDead(this.endpoint);
    return isCutOff(listener.machine);
  }

  private establish(listener: VirtualListener): void {
    this.timeout?.cancel();
    const { wiring, client, endpoint } = this;
    const connection = wiring.open(client, listener, endpoint, { isAtOnce: false });
    connection.client.attach(this.open(connection.client));
    this.resolve(connection.client);
    // The system has accepted the connection; its program comes to it in its own time.
    listener.machine.later(0, () => {
      if (wiring.listener(endpoint) === listener) wiring.accept(connection, listener);
      else connection.abandon();
    });
  }

  private fail(reason: string): void {
    this.timeout?.cancel();
    this.retry?.cancel();
    const message = `Cannot connect to ${addressOf(this.endpoint)}: ${reason}.`;
    this.reject(new KafkaError('NETWORK_EXCEPTION', message, { retriable: true }));
  }
}

/** What the code of a host that is down waits for. */
function neverSettles<Result>(): Promise<Result> {
  return new Promise(() => {});
}
