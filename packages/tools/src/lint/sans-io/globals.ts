import { nodesAt, stringAt, type SyntaxNode } from '../syntax.ts';
import { outermost, propertiesTaken } from './name-uses.ts';

/** Globals that a core does not use at all, and why. */
const REFUSED: Readonly<Record<string, string>> = {
  process: 'is the environment',
  performance: 'reads the clock',
  setTimeout: 'is a timer',
  setInterval: 'is a timer',
  setImmediate: 'is a timer',
  queueMicrotask: 'is a timer',
  crypto: 'gives randomness',
  fetch: 'opens sockets',
  WebSocket: 'opens sockets',
  EventSource: 'opens sockets',
  XMLHttpRequest: 'opens sockets',
  Worker: 'starts threads',
  MessageChannel: 'starts threads',
  BroadcastChannel: 'starts threads',
  console: 'writes to a file',
  navigator: 'is the environment',
};

/** Globals of which a core does not use these properties. */
const REFUSED_PROPERTIES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  Date: { now: 'reads the clock' },
  Math: { random: 'gives randomness' },
  AbortSignal: { timeout: 'is a timer' },
  Atomics: { wait: 'is a timer', waitAsync: 'is a timer' },
};

/** Names of the object that holds all globals. */
const GLOBAL_OBJECTS = ['globalThis', 'global', 'self', 'window'];

/** What is wrong with this use of a global in a core, or undefined if nothing is. */
export function refuseGlobal(use: SyntaxNode): string | undefined {
  const name = stringAt(use, 'name') ?? '';
  return GLOBAL_OBJECTS.includes(name) ? refuseGlobalObject(use, name) : refuseNamed(use, name);
}

function refuseGlobalObject(use: SyntaxNode, name: string): string | undefined {
  const taken = propertiesTaken(use);
  if (taken === undefined) return `\`${name}\` gives access to everything`;
  const parent = outermost(use).parent;
  const member = parent?.type === 'MemberExpression' ? parent : undefined;
  for (const property of taken) {
    const reason = member === undefined ? refuseAlias(property) : refuseNamed(member, property);
    if (reason !== undefined) return reason;
  }
  return undefined;
}

/** A global that is destructured out of the global object is out of sight from there on. */
function refuseAlias(name: string): string | undefined {
  if (REFUSED[name] !== undefined) return `\`${name}\` ${REFUSED[name]}`;
  return REFUSED_PROPERTIES[name] === undefined
    ? undefined
    : `an alias of \`${name}\` hides what it is used for`;
}

function refuseNamed(use: SyntaxNode, name: string): string | undefined {
  if (Object.hasOwn(REFUSED, name)) return `\`${name}\` ${REFUSED[name]}`;
  if (!Object.hasOwn(REFUSED_PROPERTIES, name)) return undefined;
  if (name === 'Date' && isDateOfArguments(use)) return undefined;
  const outer = outermost(use);
  if (isOnlyCompared(outer)) return undefined;
  const taken = propertiesTaken(use);
  if (taken === undefined) return refuseWhole(outer, name);
  const bad = taken.find((property) => REFUSED_PROPERTIES[name]?.[property] !== undefined);
  return bad === undefined ? undefined : `\`${name}.${bad}\` ${REFUSED_PROPERTIES[name]?.[bad]}`;
}

function refuseWhole(use: SyntaxNode, name: string): string {
  const called = use.parent?.['callee'] === use;
  return called && name === 'Date'
    ? '`Date` without arguments reads the clock'
    : `an alias of \`${name}\` hides what it is used for`;
}

/** `new Date(time)`; without an argument it is the time of now. */
function isDateOfArguments(use: SyntaxNode): boolean {
  const outer = outermost(use);
  const parent = outer.parent;
  if (parent?.type !== 'NewExpression' || parent['callee'] !== outer) return false;
  const first = nodesAt(parent, 'arguments')[0];
  return first !== undefined && first.type !== 'SpreadElement';
}

function isOnlyCompared(use: SyntaxNode): boolean {
  const parent = use.parent;
  if (parent?.type === 'UnaryExpression') return parent['operator'] === 'typeof';
  return parent?.type === 'BinaryExpression' && parent['operator'] === 'instanceof';
}
