import assert from 'node:assert/strict';

import type { StorageEvent } from '../../ports/report.ts';
import type { CrashScript } from './crash-script.ts';
import type { Expectation } from './expectation.ts';
import type { Moment } from './recorded-file.ts';
import { RecordedDisk, type TurnsOf } from './recorded-disk.ts';
import { runToEnd, settle } from './run-to-end.ts';
import { EMPTY_LOG_DIRECTORY, ScriptedBroker } from './scripted-broker.ts';

/** What a disk that does nothing wrong is no reason for. */
const FAILURES: ReadonlySet<StorageEvent['type']> = new Set<StorageEvent['type']>([
  'maintenance-failed',
  'log-offline',
  'log-refused',
  'log-directory-offline',
]);

/** A script that was run, with everything that its disk went through. */
export interface ScriptRun {
  readonly script: CrashScript;
  readonly disk: RecordedDisk;
  /** What has to be found after a crash at each moment, the last one included. */
  readonly expectations: readonly Expectation[];
}

/** How a script is run. */
export interface ScriptRunOptions {
  readonly turnsOf?: TurnsOf;
  /** The event before which the broker is killed, to be started again and to go on a little. */
  readonly killAt?: Moment;
}

/** Runs a script to its end. */
export async function runScript(
  script: CrashScript,
  { turnsOf, killAt = Infinity }: ScriptRunOptions = {},
): Promise<ScriptRun> {
  const expectations: Expectation[] = [];
  let onKilled = (): void => {};
  const killed = new Promise<void>((resolve) => {
    onKilled = resolve;
  });
  const disk = new RecordedDisk({
    image: EMPTY_LOG_DIRECTORY,
    ...(turnsOf === undefined ? {} : { turnsOf }),
    onEvent: (moment) => {
      expectations[moment] = broker.expectation;
      if (moment === killAt) onKilled();
    },
  });
  let broker = new ScriptedBroker({ disk, ...(script.config && { config: script.config }) });
  await runToEnd(() => disk, Promise.race([killed, play(script, broker)]));
  if (disk.moment > killAt) {
    broker = broker.successor();
    await runToEnd(() => disk, goOn(broker));
  }
  await settle(() => disk);
  expectations[disk.moment] = broker.expectation;
  const failed = broker.events.find(({ type }) => FAILURES.has(type));
  assert.equal(failed, undefined, `${script.name}: ${JSON.stringify(failed)}`);
  return { script, disk, expectations };
}

async function play(script: CrashScript, broker: ScriptedBroker): Promise<void> {
  await broker.start();
  await script.run(broker);
}

async function goOn(broker: ScriptedBroker): Promise<void> {
  await broker.reopen();
  for (const topic of broker.topics) await broker.append(topic);
}
