import { ErrorCode } from '@odradek/protocol';

import { type CoordinatorResult, NOTHING_TO_DO } from '../../runtime/coordinator-result.ts';
import type { CoordinatorShardContext } from '../../runtime/coordinator-shard.ts';
import type { Groups } from '../groups.ts';
import type { GroupRecord } from '../record/group-record.ts';
import { SharedTurns } from '../topic-regex/shared-turns.ts';
import {
  type ResolvedTopicRegexes,
  TopicRegexResolution,
} from '../topic-regex/topic-regex-resolution.ts';
import { ConsumerGroup } from './consumer-group.ts';
import { groupEpochRecord, regexRecord } from './consumer-group-records.ts';
import type { ConsumerGroupsOptions } from './consumer-group-settings.ts';
import type { MemberUpdate } from './member-update.ts';
import type { TopicHashes } from './topic-hashes.ts';
import type { ResolvedRegex } from './subscriptions.ts';

/** How long the topics of regular expressions hold at least. */
const REGEX_REFRESH_MIN_MS = 10_000;

const TIMER = 'consumer regexes';
const NO_TOPICS: ReadonlySet<string> = new Set();

/** A group whose regular expressions are being resolved. */
interface GroupResolution {
  readonly groupId: string;
  /** Of the topics that are looked through. */
  readonly topicsVersion: number;
  readonly resolution: TopicRegexResolution;
}

/** The regular expressions that members of consumer groups subscribe to, and the topics that they stand for. */
export class SubscribedRegexes {
  private readonly context: CoordinatorShardContext<GroupRecord>;
  private readonly groups: Groups;
  private readonly options: ConsumerGroupsOptions;
  private readonly hashes: TopicHashes;
  private readonly turns: SharedTurns;
  /** The groups whose regular expressions are to be resolved; the first one may have begun. */
  private readonly waiting = new Set<string>();
  private current: GroupResolution | undefined = undefined;
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
    this.turns = options.regexTurns ?? new SharedTurns(() => context.monotonicMs());
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

  /** Regular expressions are resolved by operations of their own, as in Kafka. */
  private refresh(group: ConsumerGroup, regex: string): void {
    const isAny = regex !== '' || group.subscriptions.hasRegexes;
    if (!isAny || this.waiting.has(group.groupId)) return;
    const now = this.context.now();
    const [first] = group.regexes.values();
    const { topicsVersion, failedAt } = group.regexRefresh;
    const resolvedAt = Math.max(first?.timestamp ?? Number.NEGATIVE_INFINITY, failedAt);
    if (now <= resolvedAt + REGEX_REFRESH_MIN_MS) return;
    const isDue =
      (regex !== '' && !group.regexes.has(regex)) ||
      topicsVersion < this.topicsVersion ||
      now > resolvedAt + this.options.settings.regexRefreshIntervalMs;
    if (!isDue) return;
    this.waiting.add(group.groupId);
    this.context.timer.scheduleIfAbsent(TIMER, 0, () => this.resolve());
  }

  /** Goes on with one group for a turn; groups come one after the other. */
  private resolve(): CoordinatorResult<GroupRecord> {
    const { waitMs } = this.turns;
    if (waitMs > 0) return this.resolveAfter(waitMs);
    this.current ??= this.next();
    const { current } = this;
    if (current === undefined) return NOTHING_TO_DO;
    const resolved = current.resolution.step();
    if (resolved === undefined) return this.resolveAfter(this.turns.waitMs);
    this.current = undefined;
    this.waiting.delete(current.groupId);
    if (this.waiting.size > 0) this.resolveAfter(this.turns.waitMs);
    return this.resolvedGroup(current, resolved);
  }

  private resolveAfter(delayMs: number): CoordinatorResult<GroupRecord> {
    this.context.timer.schedule(TIMER, delayMs, () => this.resolve());
    return NOTHING_TO_DO;
  }

  private next(): GroupResolution | undefined {
    const { context, options, turns, topicsVersion } = this;
    for (const groupId of this.waiting) {
      const group = this.groups.get(groupId);
      if (group instanceof ConsumerGroup) {
        const resolution = new TopicRegexResolution({
          patterns: [...group.subscriptions.regexNames()],
          topics: context.topics,
          compile: options.compileTopicRegex,
          turns,
          report: (message) => context.report(`Group ${groupId}: ${message}`),
        });
        return { groupId, topicsVersion, resolution };
      }
      this.waiting.delete(groupId);
    }
    return undefined;
  }

  private resolvedGroup(
    { groupId, topicsVersion }: GroupResolution,
    resolved: ResolvedTopicRegexes,
  ): CoordinatorResult<GroupRecord> {
    const group = this.groups.get(groupId);
    if (!(group instanceof ConsumerGroup)) return NOTHING_TO_DO;
    const { regexRefresh: before } = group;
    const now = this.context.now();
    group.regexRefresh = { topicsVersion, failedAt: before.failedAt };
    const complete = (errorCode: number): void => {
      if (errorCode === ErrorCode.NONE) return;
      group.regexRefresh = { topicsVersion: before.topicsVersion, failedAt: now };
    };
    return { records: this.recordsOf(group, resolved, BigInt(topicsVersion)), complete };
  }

  /** What nobody subscribes to any more is left out. */
  private recordsOf(
    group: ConsumerGroup,
    resolved: ResolvedTopicRegexes,
    version: bigint,
  ): readonly GroupRecord[] {
    const { groupId } = group;
    const timestamp = this.context.now();
    const subscriptions = group.subscriptions.copy();
    const records: GroupRecord[] = [];
    let hasChanged = false;
    for (const [regex, topics] of resolved) {
      if (group.subscriptions.regexMembers(regex) === 0) continue;
      const found: ResolvedRegex = { topics, version, timestamp };
      records.push(regexRecord(groupId, regex, found));
      const old = group.regexes.get(regex);
      if (old !== undefined) subscriptions.removeResolved(old);
      subscriptions.addResolved(found);
      if (!sameTopics(old?.topics ?? NO_TOPICS, topics)) hasChanged = true;
    }
    const hash = this.hashes.metadataHash(subscriptions.topicNames());
    if (hasChanged || hash !== group.metadataHash) {
      records.push(groupEpochRecord(groupId, group.groupEpoch + 1, hash));
    }
    return records;
  }
}

function sameTopics(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  if (a.size !== b.size) return false;
  for (const topic of a) if (!b.has(topic)) return false;
  return true;
}
