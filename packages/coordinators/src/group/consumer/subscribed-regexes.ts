import { type CoordinatorResult, NOTHING_TO_DO } from '../../runtime/coordinator-result.ts';
import type { CoordinatorShardContext } from '../../runtime/coordinator-shard.ts';
import type { Groups } from '../groups.ts';
import type { GroupRecord } from '../record/group-record.ts';
import { ConsumerGroup } from './consumer-group.ts';
import { sameTopicNames } from './consumer-group-member.ts';
import { groupEpochRecord, regexRecord } from './consumer-group-records.ts';
import type { ConsumerGroupsOptions } from './consumer-group-settings.ts';
import type { MemberUpdate } from './member-update.ts';
import type { TopicHashes } from './topic-hashes.ts';
import type { ResolvedRegex } from './subscriptions.ts';

/** How long the topics of regular expressions hold at least. */
const REGEX_REFRESH_MIN_MS = 10_000;

/** The regular expressions that members of consumer groups subscribe to, and the topics that they stand for. */
export class SubscribedRegexes {
  private readonly context: CoordinatorShardContext<GroupRecord>;
  private readonly groups: Groups;
  private readonly options: ConsumerGroupsOptions;
  private readonly hashes: TopicHashes;
  /** Counts the changes of topics, to resolve regular expressions again. */
  private topicsVersion = 0;

  constructor(
    context: CoordinatorShardContext<GroupRecord>,
    groups: Groups,
    options: ConsumerGroupsOptions,
    hashes: TopicHashes,
  ) {
    this.hashes = hashes;
    this.context = context;
    this.groups = groups;
    this.options = options;
  }

  /** Topics have come, gone or changed. */
  topicsChanged(): void {
    this.topicsVersion++;
  }

  /**
   * Notes that a regular expression is not used any more, and sees to it that those of the group are
   * resolved. Answers whether what the member subscribes to is known at once, although its regular
   * expression is another. Raises `INVALID_REGULAR_EXPRESSION`.
   */
  update({ group, member, updated, records, hasRegexChanged }: MemberUpdate): boolean {
    const old = member.subscribedTopicRegex;
    const regex = updated.subscribedTopicRegex;
    if (hasRegexChanged && old !== '' && group.subscriptions.regexMembers(old) === 1) {
      records.push(regexRecord(group.groupId, old, undefined));
    }
    if (regex !== '' && group.subscriptions.regexMembers(regex) === 0) {
      this.options.compileTopicRegex(regex);
    }
    this.refresh(group, regex);
    if (!hasRegexChanged) return false;
    return regex === '' ? old !== '' : group.regexes.has(regex);
  }

  /** Regular expressions are resolved by an operation of their own, as in Kafka. */
  private refresh(group: ConsumerGroup, regex: string): void {
    const isAny = regex !== '' || group.subscriptions.hasRegexes;
    if (!isAny) return;
    const now = this.context.now();
    const [first] = group.regexes.values();
    const resolvedAt = first?.timestamp ?? Number.NEGATIVE_INFINITY;
    if (now <= resolvedAt + REGEX_REFRESH_MIN_MS) return;
    const isDue =
      (regex !== '' && !group.regexes.has(regex)) ||
      group.topicsVersion < this.topicsVersion ||
      now > resolvedAt + this.options.settings.regexRefreshIntervalMs ||
      [...group.subscriptions.regexNames()].some((name) => !group.regexes.has(name));
    if (!isDue) return;
    const { groupId } = group;
    this.context.timer.scheduleIfAbsent(`consumer regex ${groupId}`, 0, () =>
      this.resolve(groupId),
    );
  }

  private resolve(groupId: string): CoordinatorResult<GroupRecord> {
    const group = this.groups.get(groupId);
    if (!(group instanceof ConsumerGroup)) return NOTHING_TO_DO;
    const { context, topicsVersion } = this;
    const subscriptions = group.subscriptions.copy();
    const records: GroupRecord[] = [];
    let hasChanged = false;
    for (const regex of group.subscriptions.regexNames()) {
      const compiled = this.options.compileTopicRegex(regex);
      const matching = [...context.topics.names()].filter((name) => compiled.matches(name));
      const resolved: ResolvedRegex = {
        topics: new Set(matching),
        version: BigInt(topicsVersion),
        timestamp: context.now(),
      };
      records.push(regexRecord(groupId, regex, resolved));
      const old = group.regexes.get(regex);
      if (old !== undefined) subscriptions.removeResolved(old);
      subscriptions.addResolved(resolved);
      const known = [...(old?.topics ?? [])].sort();
      if (!sameTopicNames(known, matching.sort())) hasChanged = true;
    }
    group.topicsVersion = topicsVersion;
    const hash = this.hashes.metadataHash(subscriptions.topicNames());
    if (hasChanged || hash !== group.metadataHash) {
      records.push(groupEpochRecord(groupId, group.groupEpoch + 1, hash));
    }
    return { ...NOTHING_TO_DO, records };
  }
}
