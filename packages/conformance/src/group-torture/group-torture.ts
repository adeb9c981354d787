import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';

import { BrokerProcess } from '../broker-process/broker-process.ts';
import { RawClient } from '../raw-client/raw-client.ts';
import { describeGroup } from './described-group.ts';
import { judgeHistory, type Verdict } from './judge-history.ts';
import type { TortureEvent } from './torture-event.ts';
import { type ClientName, TortureMember, type TorturedGroup } from './torture-member.ts';
import { TortureProducer } from './torture-producer.ts';

/** Members that time out soon, which a broker refuses by default. */
const CONFIGS = [
  'group.min.session.timeout.ms=3000',
  'group.consumer.min.session.timeout.ms=3000',
  'group.consumer.session.timeout.ms=3000',
  'group.consumer.min.heartbeat.interval.ms=500',
  'group.consumer.heartbeat.interval.ms=500',
];
const SESSION_TIMEOUT_MS = 3000;
/** After the last session timeout that is due. */
const STABLE_MS_MAX = 5000;
const GIVE_UP_MS = 60_000;
const ACTION_MS = 1000;
const PAUSE_MS_MIN = 500;
const PAUSE_MS_MAX = 6000;
const POLL_MS = 100;

/** What happens to a group, a second each, and how often among a hundred times. */
const ACTIONS = { join: 25, leave: 20, kill: 20, pause: 25, 'broker kill': 10 } as const;
type Action = keyof typeof ACTIONS;

/** How a group is tortured. */
export interface TortureOptions {
  readonly protocol: TorturedGroup['protocol'];
  /** The clients of its members, in turn. */
  readonly clients: readonly ClientName[];
  readonly members: number;
  readonly partitions: number;
  readonly recordsPerSecond: number;
  readonly seconds: number;
  /** Where the broker has its data. */
  readonly directory: string;
  /** Its port, which stays its own when it is killed. */
  readonly port: number;
}

/** What came of it. */
export interface TortureOutcome extends Verdict {
  readonly records: number;
  readonly actions: Readonly<Record<Action, number>>;
  /** How long it took to be stable after the last session timeout that was due. */
  readonly stableMs: number;
  /** The longest that the machine let this very process wait: what is faster cannot be asked of members. */
  readonly stalledMs: number;
}

/** A group whose members come, go, are killed and paused while its broker is killed and started again. */
export class GroupTorture {
  private readonly options: TortureOptions;
  private readonly group: TorturedGroup;
  private readonly events: TortureEvent[] = [];
  private readonly members: TortureMember[] = [];
  private readonly faults: string[] = [];
  private readonly actions: Record<Action, number> = {
    join: 0,
    leave: 0,
    kill: 0,
    pause: 0,
    'broker kill': 0,
  };
  private readonly delays = monitorEventLoopDelay();
  private readonly underWay = new Set<Promise<void>>();
  private started = 0;
  private broker: BrokerProcess;

  private constructor(options: TortureOptions, broker: BrokerProcess) {
    const { protocol, port } = options;
    this.options = options;
    this.broker = broker;
    this.group = { address: `127.0.0.1:${port}`, topic: 'torture', groupId: 'tortured', protocol };
  }

  /** Starts a broker and tortures a group of it. */
  static async run(options: TortureOptions): Promise<TortureOutcome> {
    const torture = new GroupTorture(options, await startBroker(options));
    torture.delays.enable();
    try {
      return await torture.run();
    } finally {
      torture.delays.disable();
      for (const member of torture.members) await member.kill();
      await torture.broker.kill();
    }
  }

  private async run(): Promise<TortureOutcome> {
    const { members, partitions, recordsPerSecond, seconds } = this.options;
    using raw = await RawClient.connect(this.group.address);
    await raw.createTopic(this.group.topic, partitions);
    const producer = new TortureProducer(this.group, partitions, recordsPerSecond);
    while (this.members.length < members) this.join();
    await this.stableMs(performance.now());
    for (let second = 0; second < seconds; second++) {
      await Promise.all([this.act(), sleep(ACTION_MS)]);
      this.noticeFailures();
    }
    await Promise.all(this.underWay);
    const stableMs = await this.stableMs(performance.now() + SESSION_TIMEOUT_MS);
    if (stableMs > STABLE_MS_MAX)
      this.faults.push(`It was stable after ${stableMs.toFixed(0)} ms.`);
    const ends = await producer.stop();
    await this.untilRead(ends);
    await this.leaveAll();
    return this.outcome(ends, stableMs);
  }

  private outcome(ends: ReadonlyMap<number, number>, stableMs: number): TortureOutcome {
    const verdict = judgeHistory(this.events, ends);
    const records = [...ends.values()].reduce((sum, end) => sum + end, 0);
    const { commitsAccepted, commitsRefused, assignments } = verdict;
    const faults = [...this.faults, ...verdict.faults];
    const { actions } = this;
    const stalledMs = this.delays.max / 1e6;
    return {
      faults,
      commitsAccepted,
      commitsRefused,
      assignments,
      records,
      actions,
      stableMs,
      stalledMs,
    };
  }

  private join(): void {
    const { clients } = this.options;
    const client = clients[this.started++ % clients.length];
    if (client === undefined) return;
    const name = `${client}-${this.started}`;
    this.members.push(new TortureMember(client, name, this.group, this.events));
  }

  private async act(): Promise<void> {
    const action = this.nextAction();
    this.actions[action]++;
    switch (action) {
      case 'join':
        this.join();
        break;
      case 'leave':
        this.inBackground(this.leave(this.anyMember()));
        break;
      case 'kill':
        await this.remove(this.anyMember())?.kill();
        break;
      case 'pause':
        this.inBackground(this.pause(this.anyMember()));
        break;
      case 'broker kill':
        await this.broker.kill();
        this.broker = await startBroker(this.options);
        break;
    }
  }

  /** By chance, but so that members neither become few nor many. */
  private nextAction(): Action {
    const { members } = this.options;
    if (this.members.length < members * 0.8) return 'join';
    let left = Math.random() * 100;
    for (const [action, share] of Object.entries(ACTIONS) as [Action, number][]) {
      left -= share;
      if (left < 0) return action === 'join' && this.members.length >= members ? 'leave' : action;
    }
    return 'pause';
  }

  private anyMember(): TortureMember | undefined {
    const awake = this.members.filter(({ isPaused }) => !isPaused);
    return awake[Math.floor(Math.random() * awake.length)];
  }

  private remove(member: TortureMember | undefined): TortureMember | undefined {
    if (member !== undefined) this.members.splice(this.members.indexOf(member), 1);
    return member;
  }

  private async leave(member: TortureMember | undefined): Promise<void> {
    const failure = await this.remove(member)?.leave();
    if (failure !== undefined) this.faults.push(failure);
  }

  private async pause(member: TortureMember | undefined): Promise<void> {
    member?.pause();
    await sleep(PAUSE_MS_MIN + Math.random() * (PAUSE_MS_MAX - PAUSE_MS_MIN));
    member?.resume();
  }

  private inBackground(work: Promise<void>): void {
    this.underWay.add(work);
    void work.finally(() => this.underWay.delete(work));
  }

  private noticeFailures(): void {
    for (const member of this.members.filter(({ failure }) => failure !== undefined)) {
      this.faults.push(member.failure ?? '');
      this.remove(member);
    }
  }

  /** How long after a time the coordinator and all members have the group for stable. */
  private async stableMs(dueMs: number): Promise<number> {
    const end = performance.now() + GIVE_UP_MS;
    while (performance.now() < end) {
      if ((await this.isStable()) && this.isDividedAmongMembers()) {
        return Math.max(0, performance.now() - dueMs);
      }
      await sleep(POLL_MS);
    }
    const described = JSON.stringify(await describeGroup(this.group));
    const owned = this.members.map(({ name, owned: partitions }) => `${name} ${partitions.size}`);
    throw new Error(`The group does not become stable: ${described}, ${owned.join(', ')}`);
  }

  private async isStable(): Promise<boolean> {
    const { state, members, assigned } = await describeGroup(this.group);
    const isComplete = assigned === this.options.partitions && members === this.members.length;
    return state === 'Stable' && isComplete;
  }

  private isDividedAmongMembers(): boolean {
    const owned = this.members.flatMap((member) => [...member.owned]);
    return owned.length === this.options.partitions && new Set(owned).size === owned.length;
  }

  private async untilRead(ends: ReadonlyMap<number, number>): Promise<void> {
    const deadline = performance.now() + GIVE_UP_MS;
    const readTo = new Map<number, number>();
    let seen = 0;
    while (performance.now() < deadline) {
      for (; seen < this.events.length; seen++) {
        const event = this.events[seen];
        if (event?.e !== 'read') continue;
        readTo.set(event.p, Math.max(event.to, readTo.get(event.p) ?? 0));
      }
      if ([...ends].every(([partition, end]) => (readTo.get(partition) ?? 0) >= end)) return;
      await sleep(POLL_MS);
    }
  }

  private async leaveAll(): Promise<void> {
    while (this.members.length > 0) await this.leave(this.members[0]);
  }
}

function startBroker({ directory, port }: TortureOptions): Promise<BrokerProcess> {
  // What happens to the group is told there, which nobody reads.
  return BrokerProcess.start(directory, { port, configs: CONFIGS, onComplaint: () => undefined });
}
