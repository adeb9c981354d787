import type { BrokerHost } from '../broker/broker-host.ts';
import { Violation } from '../history/violation.ts';
import type { CrashKind, OutagePlan, SuddenEnd } from '../swarm/seed-plan.ts';
import type { World } from '../world/world.ts';

/** How long until somebody starts a broker again that has ended by itself. */
const RESTART_MS = 10;

/** How soon after the restart of a broker that has ended by itself the power goes. */
const POWER_AFTER_FAILURE_MS_MAX = 500;

/** A broker that does nothing on its disk for so long goes down without it. */
const IDLE_MS_MAX = 3_000;

/** Takes the broker down and starts it again. */
export class Outages {
  private readonly world: World;
  private readonly host: BrokerHost;
  /** How the broker before has ended: the page cache may have what it has written. */
  private lastEnd: CrashKind = 'power';
  /** How often somebody took charge of the broker. */
  private chargesCount = 0;

  constructor(world: World, host: BrokerHost) {
    this.world = world;
    this.host = host;
    host.whenFailed(() => {
      this.restartFailed().catch((error: unknown) => world.fail(error));
    });
  }

  /** What a supervisor does with a broker that has ended by itself, unless others see to it. */
  private async restartFailed(): Promise<void> {
    const isInCharge = this.takeCharge();
    await this.world.sleep(RESTART_MS);
    if (isInCharge()) await this.startWhile(isInCharge);
    if (isInCharge()) await this.losePowerAfterFailure(isInCharge);
  }

  /** What a disk that has failed has not, and memory has, is gone then with what was built on it. */
  private async losePowerAfterFailure(isInCharge: () => boolean): Promise<void> {
    const { world } = this;
    const random = world.random.fork(`after failure ${this.chargesCount}`);
    if (random.chance(0.5)) return;
    await world.sleep(random.below(POWER_AFTER_FAILURE_MS_MAX));
    if (!isInCharge()) return;
    world.events.reach('fault: power lost after a failure of the disk');
    this.takeDown('power');
    const isStillInCharge = this.takeCharge();
    await world.sleep(RESTART_MS);
    if (isStillInCharge()) await this.startWhile(isStillInCharge);
  }

  /** From now on others leave the broker alone; answers whether nobody has taken charge since. */
  private takeCharge(): () => boolean {
    const charge = ++this.chargesCount;
    return () => charge === this.chargesCount;
  }

  /** Goes through one outage from the fault to the broker that serves again. */
  async run(plan: OutagePlan): Promise<void> {
    for (const fault of plan.diskFaults) this.host.disk.failLater(fault);
    await this.world.sleep(plan.afterMs);
    if (plan.kind === 'stop') await this.stop(plan);
    else await this.crash(plan.kind, plan);
    await this.world.sleep(plan.downMs);
    if (plan.losesPowerWhileDown) this.takeDown('power');
    await this.start(plan);
  }

  /**
   * The last outage of a seed. What the disk was still to do wrong it does not do any more: a log
   * directory that fails after it would stay offline, as nobody starts the broker again.
   */
  async runLast(kind: CrashKind): Promise<void> {
    this.host.disk.forgetFaults();
    await this.run({
      kind,
      afterMs: 0,
      atDiskOperation: this.world.random.fork('last outage').below(20),
      atJournalReuse: 0,
      diskFaults: [],
      downMs: 50,
      crashWhileStarting: 0,
      crashWhileStopping: 0,
      secondCrash: 'power',
      losesPowerWhileDown: false,
    });
  }

  private async stop({ crashWhileStopping, secondCrash }: OutagePlan): Promise<void> {
    const { host, world } = this;
    this.chargesCount++;
    if (crashWhileStopping > 0) {
      host.atDiskOperation(crashWhileStopping, () => {
        world.events.reach('fault: crash while stopping');
        this.takeDown(secondCrash);
      });
    }
    if (await host.stop()) {
      world.events.reach('broker restarted in order');
      this.lastEnd = 'stop';
    }
    host.forgetDiskOperation();
  }

  private async crash(
    kind: SuddenEnd,
    { atDiskOperation: count, atJournalReuse: reuse }: OutagePlan,
  ): Promise<void> {
    const { host, world } = this;
    const { events } = world;
    if (count === 0 || host.process?.isAlive !== true) {
      this.takeDown(kind);
      return;
    }
    let isDown = false;
    const takeDown = (): void => {
      isDown = true;
      if (reuse > 0) events.reach('fault: crash while the journal uses a file again');
      this.takeDown(kind);
    };
    if (reuse > 0) host.atJournalReuse(reuse, () => host.atDiskOperation(count, takeDown));
    else host.atDiskOperation(count, takeDown);
    await Promise.race([host.process.killed, world.sleep(IDLE_MS_MAX)]);
    if (!isDown) this.takeDown(kind);
  }

  /** What an operator does whose broker serves nobody any more. */
  async restart(): Promise<void> {
    this.takeDown('kill');
    await this.world.sleep(RESTART_MS);
    await this.start();
  }

  private takeDown(kind: SuddenEnd): void {
    const { events } = this.world;
    this.chargesCount++;
    this.world.crashesCount++;
    if (kind === 'power') {
      events.reach('fault: power lost');
      if (this.lastEnd === 'kill') events.reach('fault: power lost after a kill');
      if (this.lastEnd === 'stop') events.reach('fault: power lost after a stop');
      this.host.losePower();
    } else {
      events.reach('fault: broker killed');
      this.host.kill();
    }
    this.lastEnd = kind;
  }

  /** Starts the broker, again and again if it crashes meanwhile or its disk fails. */
  async start(crash?: Pick<OutagePlan, 'crashWhileStarting' | 'secondCrash'>): Promise<void> {
    const { host, world } = this;
    if (crash !== undefined && crash.crashWhileStarting > 0) {
      const { crashWhileStarting, secondCrash } = crash;
      host.atDiskOperation(crashWhileStarting, () => {
        world.events.reach('fault: crash while starting');
        if (secondCrash === 'kill') world.events.reach('fault: killed while starting');
        this.takeDown(secondCrash);
      });
    }
    await this.startWhile(() => true);
    host.forgetDiskOperation();
  }

  private async startWhile(isInCharge: () => boolean): Promise<void> {
    for (;;) {
      const outcome = await this.host.start();
      if (outcome.type === 'serving') return;
      if (outcome.type === 'refused') this.refused(outcome.error);
      await this.world.sleep(RESTART_MS);
      if (!isInCharge()) return;
    }
  }

  /** Only a disk that fails again is a reason not to start. */
  private refused(error: unknown): void {
    if (this.host.diskErrorsCount === 0) {
      throw new Violation('a broker starts on what a crash leaves', String(error), error);
    }
    this.world.events.reach('start refused after a disk fault');
  }
}
