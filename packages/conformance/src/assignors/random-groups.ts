import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

import { startChild } from '../process/child-processes.ts';

const ASSIGN_GROUPS = fileURLToPath(new URL('../../java/assign-groups.sh', import.meta.url));

/** Which assignors of Kafka: of its Java client for classic groups, or of its broker. */
export type Side = 'client' | 'server';

/**
 * Random groups, with what Kafka's own assignors make of them, as JSON lines. Rejects if Java fails.
 */
export async function* randomGroups(
  side: Side,
  seed: number,
  count: number,
): AsyncGenerator<string, void, undefined> {
  const args = [side, String(seed), String(count)];
  const java = startChild(ASSIGN_GROUPS, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(java, 'exit');
  assert(java.stdout !== null);
  yield* createInterface({ input: java.stdout });
  const [code] = (await exited) as [number | null];
  assert.equal(code, 0, `${ASSIGN_GROUPS} ${args.join(' ')}`);
}
