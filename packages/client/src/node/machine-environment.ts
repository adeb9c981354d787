import { SystemClock, SystemRandom, TcpNetwork } from '@odradek/base/node';

import type { ClientEnvironment } from '../client-options.ts';

/** The clock, chance and network of the machine. */
export function machineEnvironment(): ClientEnvironment {
  return {
    clock: new SystemClock(),
    random: new SystemRandom(),
    // Only what listens reports, and a client does not listen.
    network: new TcpNetwork(() => {}),
  };
}
