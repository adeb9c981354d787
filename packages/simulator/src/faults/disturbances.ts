import type { BrokerHost } from '../broker/broker-host.ts';
import type { SimulatedProcess } from '../process/simulated-process.ts';
import type { Disturbance } from '../swarm/seed-plan.ts';
import { pick } from '../swarm/pick.ts';
import type { ClientMachine } from '../workload/client-machine.ts';
import type { World } from '../world/world.ts';

const INTERVAL_MS_MAX = 400;
const CLOCK_STEP_MS_MAX = 300_000;

/** Pauses, kills and misleads processes until the world is healed. */
export async function disturb(
  world: World,
  host: BrokerHost,
  clients: readonly ClientMachine[],
): Promise<void> {
  const random = world.random.fork('disturbances');
  const { disturbances } = world.plan;
  if (disturbances.length === 0) return;
  for (;;) {
    await world.sleep(random.below(INTERVAL_MS_MAX));
    if (world.isHealed) return;
    const client = pick(random, clients);
    const process = pick(random, [host, client]).process;
    await apply(world, pick(random, disturbances), { host, client, process });
  }
}

interface Targets {
  readonly host: BrokerHost;
  readonly client: ClientMachine;
  readonly process: SimulatedProcess | undefined;
}

async function apply(
  world: World,
  disturbance: Disturbance,
  { host, client, process }: Targets,
): Promise<void> {
  const { events } = world;
  const random = world.random.fork(`${disturbance} at ${world.time.monotonicMs()}`);
  switch (disturbance) {
    case 'pause broker':
      events.reach('fault: broker paused');
      await pause(world, host.process, random.below(2_000));
      break;
    case 'pause client':
      events.reach('fault: client paused');
      await pause(world, client.process, random.below(5_000));
      break;
    case 'kill client':
      events.reach('fault: client killed');
      client.kill({ seesReset: random.chance(0.5) });
      break;
    case 'step clock':
      events.reach('fault: clock stepped');
      process?.clock.jump(random.between(-CLOCK_STEP_MS_MAX, CLOCK_STEP_MS_MAX));
      break;
  }
}

async function pause(
  world: World,
  process: SimulatedProcess | undefined,
  ms: number,
): Promise<void> {
  process?.pause();
  await world.sleep(ms);
  process?.resume();
}
