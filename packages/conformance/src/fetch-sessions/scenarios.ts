import { EPOCH_SCENARIOS } from './epoch-scenarios.ts';
import { LIMIT_SCENARIOS } from './limit-scenarios.ts';
import type { Scenario } from './scenario.ts';
import { SESSION_SCENARIOS } from './session-scenarios.ts';

/** All conversations that both brokers have to answer alike. */
export const SCENARIOS: readonly Scenario[] = [
  ...SESSION_SCENARIOS,
  ...EPOCH_SCENARIOS,
  ...LIMIT_SCENARIOS,
];
