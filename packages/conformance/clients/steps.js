import { AssertionError } from 'node:assert';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * After a step that changes topics or configs: Kafka answers when its controller has made the
 * change, and its broker shows it a moment later.
 */
const CHANGE_SETTLES_MS = 200;
const CHANGE = /^(?:adds|alters|appends|creates|deletes|replaces|sets|subtracts) /;

/**
 * Goes through steps and prints a line of JSON for each: what it returned, what it raised, or, if it
 * raised an AssertionError, that it failed.
 *
 * @param {Record<string, () => Promise<unknown>>} steps by sentence
 */
export async function goThrough(steps) {
  for (const [step, run] of Object.entries(steps)) {
    print({ step, ...(await outcomeOf(run)) });
    if (CHANGE.test(step)) await sleep(CHANGE_SETTLES_MS);
  }
}

/** @param {() => Promise<unknown>} run */
async function outcomeOf(run) {
  try {
    return { value: (await run()) ?? null };
  } catch (error) {
    if (error instanceof AssertionError) return { failure: error.message };
    return { error: describeError(error) };
  }
}

/** What a client says of an error, without its stack. */
function describeError(error) {
  const { name, type, code, message, apiId, apiCode, errors, cause } = error;
  return {
    name,
    type,
    code,
    message,
    apiId,
    apiCode,
    topic: error.topic,
    partition: error.partition,
    ...(errors === undefined ? {} : { errors: [...errors].map(describeError) }),
    ...(cause instanceof Error ? { cause: describeError(cause) } : {}),
  };
}

function print(line) {
  const own = JSON.parse(JSON.stringify(line, replacer));
  process.stdout.write(`${JSON.stringify(withoutOurs(own))}\n`);
}

/** What Kafka does not have: configs with our name in front. */
function withoutOurs(value) {
  if (Array.isArray(value)) {
    return value.filter((item) => !isOurs(item?.name ?? item?.configName)).map(withoutOurs);
  }
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([key]) => !isOurs(key));
  return Object.fromEntries(kept.map(([key, item]) => [key, withoutOurs(item)]));
}

function isOurs(name) {
  return typeof name === 'string' && name.startsWith('odradek.');
}

/** Shows what JSON has no notation for. */
function replacer(_key, value) {
  if (typeof value === 'bigint') return `${value}n`;
  if (value instanceof Map) return Object.fromEntries(value);
  if (value instanceof Set) return [...value];
  return value;
}

/**
 * What a broker lists without an order, as Kafka's hash tables have none that lasts: sorted by these
 * properties, so that answers can be compared.
 *
 * @template Item
 * @param {readonly Item[]} items
 * @param {readonly (keyof Item)[]} keys
 */
export function sortedBy(items, ...keys) {
  const keyOf = (item) => keys.map((key) => String(item[key]).padStart(8, ' ')).join(' ');
  return [...items].sort((left, right) => (keyOf(left) < keyOf(right) ? -1 : 1));
}
