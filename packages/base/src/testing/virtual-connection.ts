import type { Timer } from '../time/clock.ts';
import { FaultDraws, type NetworkFaults } from './network-faults.ts';
import type { SeededRandom } from './seeded-random.ts';
import { type EndAddresses, VirtualEnd } from './virtual-end.ts';
import { cutOff, type VirtualMachine } from './virtual-machine.ts';
import { type PipeEnding, VirtualPipe } from './virtual-pipe.ts';

/** One of the two ends of a connection: the one that connected, or the one that accepted. */
export type Side = 'client' | 'server';

/** How a connection breaks. */
export interface ResetOptions {
  /** The side that learns of it first; what it had sent may still arrive. Drawn if missing. */
  readonly first?: Side;
  /** How many bytes of what it had sent, and is on its way, still arrive. Drawn if missing. */
  readonly deliverBytes?: number;
  /** How long after it these bytes, and the news of the break, reach the other side. Default 0. */
  readonly lateMs?: number;
}

/** The ends of a connection, and how it behaves. */
export interface VirtualConnectionOptions {
  readonly client: { readonly machine: VirtualMachine; readonly addresses: EndAddresses };
  readonly server: { readonly machine: VirtualMachine; readonly addresses: EndAddresses };
  readonly faults: NetworkFaults;
  readonly random: SeededRandom | undefined;
  readonly isAtOnce: boolean;
  /** Whether a machine that crashed is up again, so that it answers what it does not know. */
  readonly isUpAgain: (machine: VirtualMachine) => boolean;
  /** Called when the server side is closed. */
  readonly onServerGone: () => void;
  /** Called once, when nothing can happen on the connection any more. */
  readonly onGone: () => void;
}

/** How long an end that was closed waits for the other to close too. */
const CLOSE_MS_MAX = 1_000;

/** How many bytes an unusually short first part has: less than the size and start of a header. */
const SHORT_SPLIT_BYTES_MAX = 5;

/**
 * A connection of the virtual network: two ends, and the bytes on their way between them. The
 * methods break it on command, as the plan of faults does by chance.
 */
export class VirtualConnection {
  readonly client: VirtualEnd;
  readonly server: VirtualEnd;
  private readonly options: VirtualConnectionOptions;
  private readonly draws: FaultDraws;
  private readonly pipes: Readonly<Record<Side, VirtualPipe>>;
  private readonly lingering: Partial<Record<Side, Timer>> = {};
  private readonly stalled = new Set<Side>();
  private isSilent = false;
  /** The side that knew of a break before the other. */
  private brokenFirst: Side | undefined;

  constructor(options: VirtualConnectionOptions) {
    this.options = options;
    this.draws = new FaultDraws(options.random);
    this.client = this.createEnd('client');
    this.server = this.createEnd('server');
    // Named by the side that sends.
    this.pipes = { client: this.createPipe('client'), server: this.createPipe('server') };
  }

  private createEnd(side: Side): VirtualEnd {
    const { machine, addresses } = this.options[side];
    const pendingBytes = (): number => this.pipes[side].pendingBytes;
    return new VirtualEnd(machine, addresses, {
      transmit: (buffers, onTaken) => this.transmit(side, buffers, onTaken),
      get pendingBytes(): number {
        return pendingBytes();
      },
      finish: () => this.finish(side),
      pump: () => this.pipes[otherSide(side)].pump(),
      gone: () => this.endGone(side),
    });
  }

  private createPipe(from: Side): VirtualPipe {
    const sender = this[from];
    const receiver = this[otherSide(from)];
    const { faults, isAtOnce } = this.options;
    return new VirtualPipe(
      {
        canReceive: () => receiver.canReceive && !this.stalled.has(otherSide(from)),
        isBlocked: () =>
          this.isSilent || sender.machine.isBlocked('out') || receiver.machine.isBlocked('in'),
        merges: () => {
          const isMerged = this.draws.chance(faults.plan.merge);
          if (isMerged) faults.counts.merged++;
          return isMerged;
        },
        receive: (bytes) => {
          if (this.brokenFirst === from && sender.state === 'closed') faults.counts.lateDelivery++;
          receiver.receive(bytes);
        },
        receiveEnding: (ending) => this.receiveEnding(otherSide(from), ending),
        emptied: () => sender.emptied(),
      },
      receiver.machine,
      isAtOnce,
    );
  }

  /** Lets what is on its way go on, after the network or an end has become ready. */
  pump(): void {
    this.pipes.client.pump();
    this.pipes.server.pump();
  }

  /** Breaks the connection: what is on its way is cut at a byte. */
  reset(options: ResetOptions = {}): void {
    if (this.isOver) return;
    this.options.faults.counts.reset++;
    const first = options.first ?? this.drawSide();
    const { pendingBytes } = this.pipes[first];
    const deliverBytes = options.deliverBytes ?? this.draws.between(0, pendingBytes);
    this.breakFrom(first, Math.min(deliverBytes, pendingBytes), options.lateMs ?? 0);
  }

  /** Breaks the connection since nobody accepts it. */
  abandon(): void {
    this.breakFrom('server', 0, 0);
  }

  private breakFrom(first: Side, deliverBytes: number, lateMs: number): void {
    const pipe = this.pipes[first];
    this.brokenFirst = first;
    pipe.cut(deliverBytes);
    this.pipes[otherSide(first)].kill();
    this.breakLater(first, 0);
    pipe.finish('reset', this.latencyMs());
    pipe.delayBy(lateMs);
  }

  /** From now on nothing arrives. `told` learns that the connection is gone, if anybody does. */
  halfOpen(told?: Side): void {
    if (this.isSilent || this.isOver) return;
    this.options.faults.counts.halfOpen++;
    this.isSilent = true;
    if (told !== undefined) this.breakLater(told, 0);
  }

  /** One side takes nothing for a while, as if its program were busy. */
  stallReader(side: Side, ms: number): void {
    if (this.isOver || this.stalled.has(side)) return;
    this.options.faults.counts.slowReader++;
    this.stalled.add(side);
    this[side].machine.later(ms, () => {
      this.stalled.delete(side);
      this.pump();
    });
  }

  /** A stalled side takes bytes again. */
  unstall(): void {
    this.stalled.clear();
    this.pump();
  }

  /**
   * The machine of one side has crashed. What is on its way from it may arrive in part; then the
   * other side sees a reset, or nothing until the machine is up again and answers what it gets.
   */
  crashed(side: Side, seesReset: boolean): void {
    const pipe = this.pipes[side];
    pipe.cut(this.draws.between(0, pipe.pendingBytes));
    if (seesReset) {
      this.pipes[otherSide(side)].kill();
      pipe.finish('reset', this.latencyMs());
    }
    this[side].gone();
  }

  /** The other side of a machine that crashed learns of it once it has something to send. */
  answerUnknown(): void {
    for (const side of SIDES) {
      const receiver = this[otherSide(side)].machine;
      const isUnknown = !receiver.isUp && this.options.isUpAgain(receiver);
      if (isUnknown && this.pipes[side].pendingBytes > 0 && !this.isSilent) {
        this.breakLater(side, this.latencyMs());
      }
    }
  }

  private get isOver(): boolean {
    return this.client.state === 'closed' && this.server.state === 'closed';
  }

  private transmit(from: Side, buffers: readonly Buffer[], onTaken?: () => void): number {
    const pipe = this.pipes[from];
    if (pipe.isEnding) {
      onTaken?.();
      return pipe.pendingBytes;
    }
    if (this.options.faults.isPlanned) this.transmitInParts(pipe, buffers, onTaken);
    else pipe.push(buffers, 0, onTaken);
    this.answerUnknown();
    this.drawFaults(from);
    return pipe.pendingBytes;
  }

  /** All parts but the last are copies, so that the last one tells of all. */
  private transmitInParts(
    pipe: VirtualPipe,
    buffers: readonly Buffer[],
    onTaken?: () => void,
  ): void {
    const { plan, counts } = this.options.faults;
    let rest = buffers;
    while (this.draws.chance(plan.split)) {
      const bytes = Buffer.concat(rest);
      if (bytes.byteLength < 2) break;
      const isShort = this.draws.between(0, 3) === 0;
      const last = bytes.byteLength - 1;
      const at = this.draws.between(1, isShort ? Math.min(SHORT_SPLIT_BYTES_MAX, last) : last);
      counts.split++;
      pipe.push([bytes.subarray(0, at)], this.delayMs());
      rest = [bytes.subarray(at)];
    }
    pipe.push(rest, this.delayMs(), onTaken);
  }

  private delayMs(): number {
    const { plan, counts } = this.options.faults;
    const extraMs = this.draws.timed(plan.delay);
    if (extraMs !== undefined) counts.delayed++;
    return this.latencyMs() + (extraMs ?? 0);
  }

  private latencyMs(): number {
    return this.draws.ms(this.options.faults.plan.latency);
  }

  private drawFaults(from: Side): void {
    const { plan } = this.options.faults;
    const { draws } = this;
    const stallMs = draws.timed(plan.slowReader);
    if (stallMs !== undefined) this.stallReader(otherSide(from), stallMs);
    this.drawCutOff();
    if (draws.chance(plan.reset)) {
      this.reset({ first: from, lateMs: draws.timed(plan.lateDelivery) ?? 0 });
    }
    if (draws.chance(plan.halfOpen)) {
      this.halfOpen(([undefined, 'client', 'server'] as const)[draws.between(0, 2)]);
    }
  }

  /** Draws whether one of the two machines is cut off for a while. */
  private drawCutOff(): void {
    const { plan, counts } = this.options.faults;
    const { draws } = this;
    const clogMs = draws.timed(plan.clog);
    if (clogMs !== undefined) {
      counts.clogged++;
      cutOff(this[this.drawSide()].machine, 'both', clogMs);
    }
    const partitionMs = draws.timed(plan.partition);
    if (partitionMs !== undefined) {
      counts.partitioned++;
      cutOff(this[this.drawSide()].machine, draws.between(0, 1) === 0 ? 'in' : 'out', partitionMs);
    }
  }

  private drawSide(): Side {
    return this.draws.between(0, 1) === 0 ? 'server' : 'client';
  }

  private finish(from: Side): void {
    const { machine } = this[from];
    this.pipes[from].finish('end', this.latencyMs());
    this.lingering[from] = machine.later(machine.hasClock ? CLOSE_MS_MAX : 0, () =>
      this[from].gone(),
    );
  }

  private receiveEnding(side: Side, ending: PipeEnding): void {
    this[side].gone();
    const other = otherSide(side);
    if (ending === 'end') this.breakLater(other, this.latencyMs());
  }

  private breakLater(side: Side, delayMs: number): void {
    this[side].machine.later(delayMs, () => this[side].gone());
  }

  private endGone(side: Side): void {
    this.lingering[side]?.cancel();
    this.pipes[side].copySent();
    // A machine that crashed tells nobody that it takes no more.
    if (this[side].machine.isUp) this.pipes[otherSide(side)].kill();
    if (side === 'server') this.options.onServerGone();
    if (this.isOver) this.options.onGone();
  }
}

const SIDES: readonly Side[] = ['client', 'server'];

function otherSide(side: Side): Side {
  return side === 'client' ? 'server' : 'client';
}
