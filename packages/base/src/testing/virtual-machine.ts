import { assert } from '../assert.ts';
import type { Clock, Timer } from '../time/clock.ts';

/** What is cut off: what comes in, what goes out, or both. */
export type Direction = 'in' | 'out' | 'both';

/** One reason why a machine is cut off. */
export interface Block {
  readonly direction: Direction;
}

const NO_TIMER: Timer = { cancel: () => {} };

/** A machine on the virtual network: its time, whether it is up, and whether it can be reached. */
export class VirtualMachine {
  readonly name: string;
  isUp = true;
  /** How many of the bytes that it received were not needed any more at once. */
  releasedBytes = 0;
  private readonly clock: Clock | undefined;
  private readonly onReachable: () => void;
  private readonly blocks = new Set<Block>();

  /** `onReachable` is called when the machine is no longer cut off in some way. */
  constructor(name: string, clock: Clock | undefined, onReachable: () => void) {
    this.name = name;
    this.clock = clock;
    this.onReachable = onReachable;
  }

  nowMs(): number {
    return this.clock?.monotonicMs() ?? 0;
  }

  /**
   * Calls back on the clock of this machine, never from within, and not after it went down. Without
   * a clock nothing takes time: it is called in the next microtask.
   */
  later(delayMs: number, callback: () => void): Timer {
    const callbackIfUp = (): void => {
      if (this.isUp) callback();
    };
    if (this.clock !== undefined) return this.clock.setTimer(delayMs, callbackIfUp);
    assert(delayMs === 0, 'a virtual network without a clock has no delays');
    void Promise.resolve().then(callbackIfUp);
    return NO_TIMER;
  }

  get hasClock(): boolean {
    return this.clock !== undefined;
  }

  isBlocked(direction: 'in' | 'out'): boolean {
    for (const block of this.blocks) {
      if (block.direction === 'both' || block.direction === direction) return true;
    }
    return false;
  }

  /** Cuts the machine off until `unblock` gets what is answered here. */
  block(direction: Direction): Block {
    const block: Block = { direction };
    this.blocks.add(block);
    return block;
  }

  /** Ends one reason for being cut off, or all. */
  unblock(block?: Block): void {
    if (block === undefined) this.blocks.clear();
    else this.blocks.delete(block);
    this.onReachable();
  }
}

/** Cuts a machine off for a while, on its own clock. */
export function cutOff(machine: VirtualMachine, direction: Direction, ms: number): void {
  const block = machine.block(direction);
  machine.later(ms, () => machine.unblock(block));
}
