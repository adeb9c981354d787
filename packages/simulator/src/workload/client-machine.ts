import type { SimulatedProcess } from '../process/simulated-process.ts';
import type { World } from '../world/world.ts';

/** The code of a client. Resolves when it has nothing more to do. */
export type ClientProgram = (process: SimulatedProcess) => Promise<void>;

const RESTART_MS = 20;

/** A machine on which a client runs; when it is killed, another one is started in its place. */
export class ClientMachine {
  /** The process that runs, or ran last. */
  process: SimulatedProcess | undefined;
  readonly name: string;
  private readonly world: World;
  private readonly program: ClientProgram;
  /** Whether the program has ended by itself. */
  hasEnded = false;
  private livesCount = 0;

  constructor(world: World, name: string, program: ClientProgram) {
    this.world = world;
    this.name = name;
    this.program = program;
  }

  /** Runs the program until it ends by itself. */
  async run(): Promise<void> {
    for (;;) {
      const { name, world } = this;
      const process = world.startProcess({ name: `${name}.${++this.livesCount}`, machine: name });
      this.process = process;
      const ended = this.program(process).then(() => 'ended' as const);
      const outcome = await Promise.race([ended, process.killed]);
      if (outcome === 'ended') {
        this.hasEnded = true;
        return;
      }
      await world.sleep(RESTART_MS);
    }
  }

  /** Kills the process that runs. */
  kill(options: { readonly seesReset: boolean }): void {
    this.process?.kill(options);
  }
}
