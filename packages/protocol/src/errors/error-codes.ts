import { assert, KafkaError } from '@odradek/base';

import { ErrorCode, type ErrorName } from './error-code.ts';
import { ERROR_MESSAGES } from './error-messages.ts';

/** What a client asks for anew before it repeats a request that failed. */
export type ErrorRefresh = 'nothing' | 'metadata' | 'coordinator';

/** An entry of Kafka's error table. */
export interface ErrorCodeInfo {
  /** The int16 on the wire. */
  readonly code: number;
  readonly name: ErrorName;
  /** Whether the same request may succeed later without any change by the caller. */
  readonly retriable: boolean;
  readonly refreshes: ErrorRefresh;
  /** What the error means, in one sentence for people. */
  readonly message: string;
}

const REFRESHES_NOTHING: readonly ErrorName[] = [
  'CORRUPT_MESSAGE',
  'REQUEST_TIMED_OUT',
  'COORDINATOR_LOAD_IN_PROGRESS',
  'NOT_ENOUGH_REPLICAS',
  'NOT_ENOUGH_REPLICAS_AFTER_APPEND',
  'NOT_CONTROLLER',
  'CONCURRENT_TRANSACTIONS',
  'FETCH_SESSION_ID_NOT_FOUND',
  'INVALID_FETCH_SESSION_EPOCH',
  'UNKNOWN_LEADER_EPOCH',
  'OFFSET_NOT_AVAILABLE',
  'UNSTABLE_OFFSET_COMMIT',
  'THROTTLING_QUOTA_EXCEEDED',
  'FETCH_SESSION_TOPIC_ID_ERROR',
  'SHARE_SESSION_NOT_FOUND',
  'INVALID_SHARE_SESSION_EPOCH',
  'SHARE_SESSION_LIMIT_REACHED',
];

const REFRESHES_METADATA: readonly ErrorName[] = [
  'UNKNOWN_TOPIC_OR_PARTITION',
  'LEADER_NOT_AVAILABLE',
  'NOT_LEADER_OR_FOLLOWER',
  'REPLICA_NOT_AVAILABLE',
  'NETWORK_EXCEPTION',
  'KAFKA_STORAGE_ERROR',
  'LISTENER_NOT_FOUND',
  'FENCED_LEADER_EPOCH',
  'PREFERRED_LEADER_NOT_AVAILABLE',
  'ELIGIBLE_LEADERS_NOT_AVAILABLE',
  'ELECTION_NOT_NEEDED',
  'UNKNOWN_TOPIC_ID',
  'INCONSISTENT_TOPIC_ID',
];

const REFRESHES_COORDINATOR: readonly ErrorName[] = [
  'COORDINATOR_NOT_AVAILABLE',
  'NOT_COORDINATOR',
];

/** The refresh of every error that is retriable. */
const RETRIABLE: ReadonlyMap<ErrorName, ErrorRefresh> = new Map([
  ...REFRESHES_NOTHING.map((name) => [name, 'nothing'] as const),
  ...REFRESHES_METADATA.map((name) => [name, 'metadata'] as const),
  ...REFRESHES_COORDINATOR.map((name) => [name, 'coordinator'] as const),
]);

/** Kafka's error table, in the order of the codes. */
export const ERROR_CODES: readonly ErrorCodeInfo[] = errorNames().map((name) => ({
  code: ErrorCode[name],
  name,
  retriable: RETRIABLE.has(name),
  refreshes: RETRIABLE.get(name) ?? 'nothing',
  message: ERROR_MESSAGES[name],
}));

const BY_CODE: ReadonlyMap<number, ErrorCodeInfo> = new Map(
  ERROR_CODES.map((error) => [error.code, error]),
);
const BY_NAME: ReadonlyMap<string, ErrorCodeInfo> = new Map(
  ERROR_CODES.map((error) => [error.name, error]),
);

function errorNames(): ErrorName[] {
  return Object.keys(ErrorCode) as ErrorName[];
}

/** The entry of an error code, or `undefined` if the table has none. */
export function errorByCode(code: number): ErrorCodeInfo | undefined {
  return BY_CODE.get(code);
}

/** The entry of the error that Kafka gives this name, or `undefined` if there is none. */
export function errorByName(name: string): ErrorCodeInfo | undefined {
  return BY_NAME.get(name);
}

/**
 * A `KafkaError` for an error code of a response. Its message is `detail`, such as the one that came
 * with the response, or the sentence of the table. A code that the table does not have becomes
 * `UNKNOWN_SERVER_ERROR`, as in Kafka's clients. `NONE` is no error and breaks an assertion.
 */
export function errorOf(code: number, detail?: string | null): KafkaError {
  assert(code !== ErrorCode.NONE, 'error code 0 (NONE) is no error');
  const { name, retriable, message } = BY_CODE.get(code) ?? unknownError(code);
  return new KafkaError(name, detail ?? message, { retriable });
}

function unknownError(code: number): ErrorCodeInfo {
  return {
    code,
    name: 'UNKNOWN_SERVER_ERROR',
    retriable: false,
    refreshes: 'nothing',
    message: `The broker answered with error code ${code}, which is not known here; it may be newer.`,
  };
}
