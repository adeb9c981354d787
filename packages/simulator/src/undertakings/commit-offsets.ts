import { KafkaError } from '@odradek/base';

import { GroupClient } from '../client/group-client.ts';
import { RawClient } from '../client/raw-client.ts';
import type { CommittedOffsets } from '../history/committed-offsets.ts';
import type { TopicPartition } from '../history/history.ts';
import type { SimulatedProcess } from '../process/simulated-process.ts';
import { pick } from '../swarm/pick.ts';
import type { ClientProgram } from '../workload/client-machine.ts';
import { NotedOffsets, registerName } from '../workload/noted-offsets.ts';
import type { World } from '../world/world.ts';
import { committedOffsetsOf, compactOffsetsOften, coordinatorFound } from './offsets-topic.ts';
import { Undertaker } from './undertaker.ts';
import type { Inspection, Undertaking } from './undertaking.ts';

const REQUEST_MS = 2_000;
const FINAL_REQUEST_MS = 60_000;
const BACKOFF_MS = 50;
const PAUSE_MS_MAX = 20;
const READERS = 2;
const GROUPS = ['auditors', 'accountants', 'archivists'] as const;
const PARTITIONS = [0, 1, 2] as const;
/** Who is no member, and commits while the group has none. */
const NOBODY = { memberId: '', epoch: -1 };

/**
 * Commits offsets of groups without members, deletes and fetches them: what was accepted stays until
 * something later is, and what was fetched once does not vanish.
 */
export class CommitOffsets implements Undertaking {
  readonly topic = 'counted';
  readonly partitionsCount: number = PARTITIONS.length;
  readonly others: readonly ClientProgram[];
  private readonly world: World;
  private readonly offsets: CommittedOffsets;
  private nextOffset = 1;

  constructor(world: World) {
    this.world = world;
    this.offsets = committedOffsetsOf(world);
    this.others = Array.from({ length: READERS }, () => this.reader);
  }

  readonly program: ClientProgram = async (process) => {
    const undertaker = new Undertaker(this.world, process);
    const random = process.random.fork('workload');
    const noted = new NotedOffsets(process, this.offsets);
    let isCompactedOften = false;
    await this.work(process, async (client) => {
      if (!isCompactedOften) {
        isCompactedOften = await compactOffsetsOften(this.world, undertaker);
      }
      await this.change(client, noted, random);
      await process.sleep(random.below(PAUSE_MS_MAX));
    });
    await undertaker.close();
  };

  private readonly reader: ClientProgram = async (process) => {
    const random = process.random.fork('workload');
    const noted = new NotedOffsets(process, this.offsets);
    await this.work(process, async (client) => {
      await noted.fetch(client, pick(random, GROUPS), this.partition(pick(random, PARTITIONS)));
      await process.sleep(random.below(PAUSE_MS_MAX));
    });
  };

  /** Does something again and again until the world is healed. */
  private async work(
    process: SimulatedProcess,
    action: (client: GroupClient) => Promise<void>,
  ): Promise<void> {
    let client: GroupClient | undefined;
    while (!this.world.isHealed) {
      try {
        if (client?.isOpen !== true) {
          const raw = await RawClient.connect(process, this.world.endpoint, REQUEST_MS);
          client = new GroupClient(raw, REQUEST_MS);
          for (const groupId of GROUPS) await coordinatorFound(process, client, groupId);
        }
        await action(client);
      } catch (error) {
        if (!(error instanceof KafkaError)) throw error;
        await process.sleep(BACKOFF_MS);
      }
    }
    client?.close();
  }

  private async change(
    client: GroupClient,
    noted: NotedOffsets,
    random: SimulatedProcess['random'],
  ): Promise<void> {
    const groupId = pick(random, GROUPS);
    const where = this.partition(pick(random, PARTITIONS));
    if (random.chance(0.03)) {
      const registers = PARTITIONS.map((index) => registerName(groupId, this.partition(index)));
      await noted.delete(registers, () => client.deleteGroup(groupId));
    } else if (random.chance(0.05)) {
      const registers = [registerName(groupId, where)];
      await noted.delete(registers, () =>
        client.deleteOffset(groupId, where.topic, where.partition),
      );
    } else {
      await noted.commit(client, { ...NOBODY, groupId }, { ...where, offset: this.nextOffset++ });
    }
  }

  private partition(partition: number): TopicPartition {
    return { topic: this.topic, partition };
  }

  async check({ client }: Inspection): Promise<void> {
    const process = this.world.startProcess({ name: 'auditor', machine: 'auditor' });
    const noted = new NotedOffsets(process, this.offsets);
    const groups = new GroupClient(client, FINAL_REQUEST_MS);
    for (const groupId of GROUPS) {
      await coordinatorFound(process, groups, groupId);
      for (const partition of PARTITIONS) {
        const where = this.partition(partition);
        while ((await noted.fetch(groups, groupId, where)) === undefined) {
          await process.sleep(BACKOFF_MS);
        }
      }
    }
  }
}
