import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { SeededRandom } from '@odradek/base/testing';

import {
  BrokerProcess,
  type BrokerProcessOptions,
  startBroker,
} from '../broker-process/broker-process.ts';
import { endChild } from '../process/child-processes.ts';
import { isJournalFile } from '../sync-order/journal-frame.ts';
import { PipelinedConnection } from '../raw-client/pipelined-connection.ts';
import { Administration } from './administration.ts';
import { Load } from './load.ts';
import { LoopImage, type WriteCache } from './loop-image.ts';
import { readBack } from './read-back.ts';
import { stopWithSigstop } from './stopped-process.ts';
import { type FoundTopic, TopicLedger, type Verdict } from './topic-ledger.ts';

/** How power is lost. */
export interface PowerLossOptions extends BrokerProcessOptions {
  /** Where images are; see `ImagesFolder`. */
  readonly folder: string;
  /** What all runs are drawn from. The moments of a machine are not, so that no run is replayed. */
  readonly seed: number;
  /** The number of the first run, to go on where another process ended. */
  readonly from: number;
  readonly runs: number;
  /** How many losses one disk goes through, one recovery after the other. */
  readonly lossesOfADisk: number;
  /**
   * Whether what stands before the load is always written to the disk, so that a broker that does
   * not sync loses records and not all that it is.
   */
  readonly isSettled: boolean;
  /** Whether the files of the journal are taken away before a broker recovers what is left. */
  readonly losesJournal: boolean;
}

/** What one loss of power did. */
export interface PowerLoss extends Verdict {
  readonly run: number;
  /** How many records the load of this run had acknowledged. */
  readonly acknowledged: number;
  /** What the disk did. */
  readonly cache: WriteCache;
  /** How many acknowledged Produce requests those were in. */
  readonly requests: number;
  /** How many times power was lost again while a broker recovered. */
  readonly lossesAtStart: number;
  /** What the broker complained about that recovered. */
  readonly said: string;
  /** From the start of the process on the disk that lost power until it said that it was ready. */
  readonly startMs: number;
}

const LOAD_MS_MAX = 900;
const REQUESTS_MIN = 20;
const SETTLED_CHANCE = 0.5;
const LOSSES_AT_START_MAX = 2;
const LOSS_AT_START_CHANCE = 0.3;
/** Most starts have recovered then, and some have not begun. */
const START_MS_MAX = 800;
/** In turn, disk by disk. */
const WRITE_CACHES: readonly WriteCache[] = ['kept', 'lost'];

/** A disk with a broker that runs on it, and what clients know of it. */
interface Life {
  readonly cache: WriteCache;
  readonly disk: LoopImage;
  readonly broker: BrokerProcess;
  readonly ledger: TopicLedger;
}

/**
 * Brokers under load that lose power at random moments: the process is stopped by SIGSTOP, its disk
 * copied, and another broker started on the copy. Yields what each loss did, in order.
 */
export async function* powerLosses(options: PowerLossOptions): AsyncGenerator<PowerLoss> {
  let life: Life | undefined;
  try {
    for (let run = options.from; run < options.from + options.runs; run++) {
      if ((run - options.from) % options.lossesOfADisk === 0) {
        await end(life);
        life = undefined;
      }
      const random = new SeededRandom(options.seed).fork(`run ${run}`);
      life ??= await begin(options, run, random);
      const outcome = await losePower(options, life, run, random);
      life = outcome.life;
      yield outcome.loss;
    }
  } finally {
    await end(life);
  }
}

async function begin(options: PowerLossOptions, run: number, random: SeededRandom): Promise<Life> {
  const cache = WRITE_CACHES[Math.floor(run / options.lossesOfADisk) % WRITE_CACHES.length]!;
  const disk = await LoopImage.create(options.folder, `${run}-new`, cache);
  const broker = await BrokerProcess.start(join(disk.directory, 'data'), options);
  const ledger = new TopicLedger();
  using connection = await PipelinedConnection.connect(broker.bootstrapServer);
  await new Administration(connection, ledger, random).prepare();
  return { cache, disk, broker, ledger };
}

async function end(life: Life | undefined): Promise<void> {
  await life?.broker.kill();
  await life?.disk.remove();
}

async function losePower(
  options: PowerLossOptions,
  { cache, disk, broker, ledger }: Life,
  run: number,
  random: SeededRandom,
): Promise<{ readonly loss: PowerLoss; readonly life: Life | undefined }> {
  if (options.isSettled || random.chance(SETTLED_CHANCE)) await disk.sync();
  using load = await Load.start(broker.bootstrapServer, ledger, random.fork('load'));
  await load.untilAcknowledged(REQUESTS_MIN);
  await sleep(random.below(LOAD_MS_MAX));
  await stopWithSigstop(broker.process);
  await load.end();
  const after = await disk.powerLoss(options.folder, `${run}-after`);
  await broker.kill();
  await disk.remove();
  const { requests, records: acknowledged } = load.counts;
  const { disk: last, lossesAtStart } = await losePowerAtStart(options, after, run, random);
  if (options.losesJournal) await removeJournal(last);
  const { broker: recovered, ...recovery } = await recover(options, last, ledger);
  const life = recovered && { cache, disk: last, broker: recovered, ledger };
  return { loss: { ...recovery, run, cache, acknowledged, requests, lossesAtStart }, life };
}

/** Sometimes power is lost again, at a random moment of the start that recovers from the loss. */
async function losePowerAtStart(
  options: PowerLossOptions,
  first: LoopImage,
  run: number,
  random: SeededRandom,
): Promise<{ readonly disk: LoopImage; readonly lossesAtStart: number }> {
  let disk = first;
  let lossesAtStart = 0;
  while (lossesAtStart < LOSSES_AT_START_MAX && random.chance(LOSS_AT_START_CHANCE)) {
    const starting = startBroker(join(disk.directory, 'data'), {
      ...options,
      onComplaint: () => undefined,
    });
    await sleep(random.below(START_MS_MAX));
    await stopWithSigstop(starting);
    lossesAtStart++;
    const after = await disk.powerLoss(options.folder, `${run}-start-${lossesAtStart}`);
    await endChild(starting, 'SIGKILL');
    await disk.remove();
    disk = after;
  }
  return { disk, lossesAtStart };
}

/** What a broker without replay would have. */
async function removeJournal({ directory }: LoopImage): Promise<void> {
  const data = join(directory, 'data');
  for (const name of await readdir(data, { recursive: true }))
    if (isJournalFile(`/${name}`)) await rm(join(data, name));
}

interface Recovery extends Pick<PowerLoss, 'lost' | 'violations' | 'startMs' | 'said'> {
  /** The broker on the disk that lost power, unless something was wrong: then both are removed. */
  readonly broker: BrokerProcess | undefined;
}

async function recover(
  options: PowerLossOptions,
  disk: LoopImage,
  ledger: TopicLedger,
): Promise<Recovery> {
  const started = performance.now();
  let broker: BrokerProcess | undefined;
  let said = '';
  let found: ReadonlyMap<string, FoundTopic>;
  let startMs = 0;
  try {
    broker = await BrokerProcess.start(join(disk.directory, 'data'), {
      ...options,
      onComplaint: (text) => (said += text),
    });
    startMs = performance.now() - started;
    found = await readBack(broker.bootstrapServer);
  } catch (error) {
    await broker?.kill();
    await disk.remove();
    const violations = [`nothing can be read: ${String(error)}`];
    return { lost: ledger.size, violations, startMs, said, broker: undefined };
  }
  const verdict = ledger.judge(found);
  if (verdict.violations.length === 0) {
    ledger.adopt(found);
    return { ...verdict, startMs, said, broker };
  }
  await broker.kill();
  await disk.remove();
  return { ...verdict, startMs, said, broker: undefined };
}
