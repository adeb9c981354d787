import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { PACKAGE } from '../installation/cache.ts';

/** The protocols in which members of librdkafka's tests join their groups. */
export type SuiteProtocol = 'classic' | 'consumer';

/**
 * The tests of librdkafka 2.15.1 that pass with one Apache Kafka 4.3.1 of one node and `protocol`, and do
 * something. One is not listed because a race in it decides: 0118_commit_rebalance with consumer groups
 * passes only if the first of two members joins first.
 */
export function listedTests(protocol: SuiteProtocol): readonly string[] {
  const file = join(PACKAGE, 'librdkafka', `passing-with-kafka-${protocol}.txt`);
  return readFileSync(file, 'utf8').trim().split('\n');
}

/** Those of which the quick form does nothing but pass, with at least one of the protocols. */
export const WITHOUT_QUICK_FORM: ReadonlySet<string> = new Set([
  '0018_cgrp_term',
  '0019_list_groups',
  '0022_consume_batch',
  '0026_consume_pause',
  '0045_resubscribe_with_regex',
  '0045_subscribe_many_updates',
  '0045_subscribe_update',
  '0050_subscribe_adds',
  '0061_consumer_lag',
  '0089_max_poll_interval',
  '0102_static_group_rebalance',
  '0122_buffer_cleaning_after_rebalance',
  '0132_strategy_ordering',
  '0170_share_consumer_subscription',
  '0171_share_consumer_consume',
  '0172_share_consumer_acknowledge',
  '0173_share_consumer_commit_async',
  '0174_share_consumer_concurrency',
  '0175_share_consumer_groups',
  '0176_share_consumer_commit_sync',
  '0177_share_consumer_transactions',
  '0178_share_consumer_close',
  '0179_share_consumer_destroy',
  '0180_share_consumer_config',
  '0181_share_consumer_topic_delete',
  '0185_share_consumer_max_poll_interval',
]);

/** Those that share their number, by which the program finds a test, with others: the part that is theirs. */
export const SUBTESTS: ReadonlyMap<string, string> = new Map([
  ['0045_resubscribe_with_regex', 'do_test_resubscribe_with_regex'],
  ['0045_subscribe_many_updates', 'do_test_subscribe_many_updates'],
  ['0045_subscribe_update', 'do_test_regex'],
]);

/**
 * Those that need an API which is not built yet, and the name of the first that they ask for:
 * share groups, and the coordinators of transactions.
 */
export const LEFT_OUT: ReadonlyMap<string, string> = new Map([
  ['0061_consumer_lag', 'FindCoordinator'],
  ['0129_fetch_aborted_msgs', 'FindCoordinator'],
  ['0170_share_consumer_subscription', 'ShareGroupHeartbeat'],
  ['0171_share_consumer_consume', 'ShareGroupHeartbeat'],
  ['0172_share_consumer_acknowledge', 'ShareGroupHeartbeat'],
  ['0173_share_consumer_commit_async', 'ShareGroupHeartbeat'],
  ['0174_share_consumer_concurrency', 'ShareGroupHeartbeat'],
  ['0175_share_consumer_groups', 'ShareGroupHeartbeat'],
  ['0176_share_consumer_commit_sync', 'ShareGroupHeartbeat'],
  ['0177_share_consumer_transactions', 'FindCoordinator'],
  ['0178_share_consumer_close', 'ShareGroupHeartbeat'],
  ['0179_share_consumer_destroy', 'ShareGroupHeartbeat'],
  ['0180_share_consumer_config', 'ShareGroupHeartbeat'],
  ['0181_share_consumer_topic_delete', 'ShareGroupHeartbeat'],
  ['0184_share_consumer_topic_recreate', 'ShareGroupHeartbeat'],
  ['0185_share_consumer_max_poll_interval', 'ShareGroupHeartbeat'],
]);
