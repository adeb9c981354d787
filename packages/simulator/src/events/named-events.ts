/** What every hundred seeds must have seen at least once, and what it means. */
export const NAMED_EVENTS = {
  // What goes wrong on purpose.
  'fault: power lost': 'the machine of the broker lost its power, and with it what was not synced',
  'fault: broker killed': 'the process of the broker ended at once; the page cache stayed',
  'fault: power lost after a kill':
    'the power went when the broker before had been killed: what it had left to the page cache went too',
  'fault: power lost after a stop':
    'the power went when the broker had been stopped in order: nothing was left to lose',
  'fault: power lost after a failure of the disk':
    'the power went soon after the start that followed a failure of the disk',
  'fault: killed while starting': 'the process of the broker ended again before it was ready',
  'fault: crash while starting': 'the broker crashed again before it was ready',
  'fault: crash while stopping': 'the broker crashed while it was being shut down',
  'fault: crash while the journal uses a file again':
    'the broker crashed at one of the first operations that overwrote frames of the journal',
  'fault: broker paused': 'the process of the broker stood still for a while',
  'fault: client paused': 'the process of a client stood still for a while',
  'fault: client killed': 'a client ended at once, with records on their way',
  'fault: clock stepped': 'a wall clock was set forward or back',
  'fault: write cut short': 'the broker was killed inside of a write, and a part of it stayed',
  'fault: frame of the journal cut short':
    'the broker was killed while it wrote a frame, and a part of it stayed',
  'fault: slow disk': 'an operation of the disk took very long',
  'fault: failed write': 'the disk refused a write',
  'fault: failed sync': 'a sync failed, and what it was to cover is lost',
  'fault: disk full': 'there was no room on the disk',
  'fault: failed read': 'the disk could not read',
  'fault: failed open': 'a file could not be opened',
  'fault: failed directory sync': 'the names in a directory could not be synced',
  'fault: failed rename': 'a file could not be renamed',
  'fault: lying sync': 'the disk said that it had synced, and had not',
  'fault: bit flip': 'a bit of a file was another after a loss of power',
  'fault: network delay': 'bytes took longer than those around them',
  'fault: network split': 'bytes that were sent together arrived one after the other',
  'fault: network merge': 'bytes that were sent one after the other arrived together',
  'fault: network reset': 'a connection broke at some byte',
  'fault: late delivery': 'bytes arrived on a connection that its sender knew to be broken',
  'fault: half-open connection': 'a connection went silent and one side did not learn of it',
  'fault: slow reader': 'a receiver had no room for what was sent',
  'fault: network clog': 'a machine could not be reached for a while, then everything came at once',
  'fault: network partition': 'one direction between machines was cut',
  'fault: connection refused': 'an attempt to connect was refused',
  'fault: connection timeout': 'nobody answered an attempt to connect',
  // What the product must have gone through because of it, or beside it.
  'broker restarted in order': 'the broker was shut down and started again',
  'broker ended because its disk failed': 'the broker ended by itself, as it could not go on',
  'start refused after a disk fault': 'the broker did not start, because the disk failed meanwhile',
  'start refused on a damaged disk': 'the broker has said why it cannot start on a damaged disk',
  'damage noticed by a consumer': 'a consumer was told that a log cannot be read further',
  'torn tail cut': 'recovery cut bytes off that were no whole batch',
  'log offline': 'a log went offline because the disk failed',
  'log refused': 'a log could not be opened because the disk failed or is damaged',
  'segment rolled': 'a log began another segment',
  'record acknowledged': 'a producer was told that a record is safe',
  'record unacknowledged': 'a producer with acks=0 sent a record',
  'record acknowledged after a crash': 'a record was sent before a crash and acknowledged after it',
  'send failed': 'a producer was told that a record may be lost',
  'record stored although its send failed':
    'a record is in the log of which its producer does not know it',
  'record lost although it was sent': 'a record of unknown fate is not in the log',
  'record stored twice': 'a producer without idempotence sent a record again, and both are there',
  'record sent by its key': 'a producer was told where the key of a record has led it',
  'record refused for a partition that is not there':
    'a producer was told that the partition of a record is unknown, or that it cannot be asked for',
  'records deleted': 'what is before an offset was deleted',
  'partitions added': 'a topic was given another partition',
  'record acknowledged in an added partition':
    'a producer was told that a record in such a partition is safe',
  'topic created anew': 'a topic was deleted, and another was created with its name',
  'topic deleted in the middle of appends':
    'a topic was deleted while records were on their way to it, and created anew',
  'broker crashed while a topic was replaced':
    'the broker crashed between the deletion of a topic and the creation of its successor',
  'segment removed': 'the files of a segment that was let go were removed',
  'start raised by retention': 'retention has let go of the oldest records of a log',
  'partition untouched over three restarts':
    'a partition with records was first asked for after three restarts of the broker',
  'partition without records over three restarts':
    'a partition that never had a record got its first one after three restarts of the broker',
  'end told without opening the log':
    'a client was told where a log ends that the broker had not looked at since it started',
  'journal went on in another file': 'a file of a journal was full, and frames went to another',
  'journal was given another file': 'no file of a journal was free, and one was created',
  'file of the journal used again': 'frames went to a file whose frames were no longer needed',
  'frame of the journal over several blocks':
    'so much was appended at once that its frame takes more than one block',
  'journal was full': 'a journal without room brought its checkpoint into the block kept for it',
  'journal replayed': 'what only the journal had was written into segments by the next start',
  'crash while the journal was replayed': 'the broker crashed before it had done that',
  'append journalled by reference':
    'so much was appended at once that the journal says only where it is',
  'record lost with the page cache':
    'a record that was acknowledged without a sync was gone after a loss of power',
  'record kept in the page cache':
    'a record that was acknowledged without a sync was there after the broker was killed or stopped',
  'record kept by flush.messages':
    'a record that was acknowledged without the journal survived a loss of power, since it was synced',
  'topic no longer journalled': 'odradek.flush of a topic was set to os while it was written to',
  'topic journalled from now on':
    'odradek.flush of a topic was set to journal while it was written to',
  'record journalled behind others that are not':
    'a record was journalled of a topic that had acknowledged others without a sync',
  'log directory offline beside others':
    'a log directory has failed, and the broker went on with the others',
  'record acknowledged beside a failed log directory':
    'a producer was told that a record is safe while another log directory was offline',
  'record compacted away': 'a record is gone since its key was written again',
  'tombstone compacted away': 'a key is gone, and the tombstone that removed it',
  'committed offset fetched': 'somebody was told an offset that a group has committed',
  'partition given to a member': 'a member of a group was told that it owns a partition',
  'partition taken over': 'a member of a group was given what another had not given up',
  'commit of a member that was put out refused':
    'a member committed whose group had gone on without it, and was told so',
  'record delivered to a group': 'a member of a group has read a record',
  'record delivered to a group again': 'another member had read it already, and not committed that',
  'crash while a log was compacted':
    'the broker crashed while it wrote anew what stays of segments',
  'crash while compacted segments were swapped':
    'the broker crashed when a compacted segment was whole, and not yet in the place of the old ones',
  'record seen by consumer': 'a consumer read a record while the broker was under fire',
  'fetch answered from disk': 'a consumer read what was no longer in memory',
} as const;

/** The name of such an event. */
export type NamedEvent = keyof typeof NAMED_EVENTS;

/** How often each event was reached. */
export class EventCounts {
  private readonly reached = new Map<NamedEvent, number>();

  /** The events that were reached. */
  get counts(): ReadonlyMap<NamedEvent, number> {
    return this.reached;
  }

  reach(event: NamedEvent, times: number = 1): void {
    if (times > 0) this.reached.set(event, this.of(event) + times);
  }

  /** How often an event was reached. */
  of(event: NamedEvent): number {
    return this.reached.get(event) ?? 0;
  }

  /** Adds what another run reached. */
  add(others: ReadonlyMap<NamedEvent, number>): void {
    for (const [event, count] of others) this.reach(event, count);
  }

  /** The events that were never reached. */
  missing(): readonly NamedEvent[] {
    return EVENT_NAMES.filter((event) => this.of(event) === 0);
  }

  /** How many different events were reached. */
  get reachedCount(): number {
    return this.reached.size;
  }
}

/** All names, in the order of their declaration. */
export const EVENT_NAMES: readonly NamedEvent[] = Object.keys(NAMED_EVENTS) as NamedEvent[];
