import assert from 'node:assert/strict';
import { test } from 'node:test';

import { portForRestarts } from '../apache-kafka/free-ports.ts';
import { TemporaryDirectory } from '../broker-process/temporary-directory.ts';
import { GroupTorture, type TortureOutcome } from './group-torture.ts';

const SECONDS = Number(process.env['ODRADEK_TORTURE_SECONDS'] ?? 60);
const MEMBERS = Number(process.env['ODRADEK_TORTURE_MEMBERS'] ?? 50);
const PARTITIONS = 200;
const RECORDS_PER_SECOND = 400;

function report(protocol: string, outcome: TortureOutcome): void {
  const { records, actions, stableMs, stalledMs } = outcome;
  const { commitsAccepted, commitsRefused, assignments } = outcome;
  const done = Object.entries(actions).map(([action, count]) => `${count} ${action}`);
  console.log(
    `${protocol}, ${SECONDS} s: ${done.join(', ')}; ${records} records, ${assignments} partitions given, ` +
      `${commitsAccepted} commits accepted, ${commitsRefused} refused; stable after ${stableMs.toFixed(0)} ms; ` +
      `the machine stalled for ${stalledMs.toFixed(0)} ms at most`,
  );
}

for (const protocol of ['classic', 'consumer'] as const) {
  test(`${MEMBERS} members of a ${protocol} group come, go, are killed and paused, and their broker is killed: no record is lost, no partition owned twice`, async () => {
    using data = new TemporaryDirectory();
    const outcome = await GroupTorture.run({
      protocol,
      clients: ['odradek', 'librdkafka'],
      members: MEMBERS,
      partitions: PARTITIONS,
      recordsPerSecond: RECORDS_PER_SECOND,
      seconds: SECONDS,
      directory: data.path,
      port: await portForRestarts(),
    });
    report(protocol, outcome);
    assert.deepEqual(outcome.faults, []);
    assert.ok(outcome.commitsAccepted > 0, 'commits');
  });
}
