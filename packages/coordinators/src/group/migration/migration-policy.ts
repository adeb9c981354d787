/**
 * `group.consumer.migration.policy`: whether a group that has members changes its protocol when they
 * do. `upgrade` is from classic to consumer, with the first member that speaks the consumer protocol;
 * `downgrade` the way back, when the last one of those is gone. A group without members changes with
 * whoever joins, whatever the policy is.
 */
export type MigrationPolicy = 'bidirectional' | 'upgrade' | 'downgrade' | 'disabled';

export function isUpgradeEnabled(policy: MigrationPolicy): boolean {
  return policy === 'bidirectional' || policy === 'upgrade';
}

export function isDowngradeEnabled(policy: MigrationPolicy): boolean {
  return policy === 'bidirectional' || policy === 'downgrade';
}
