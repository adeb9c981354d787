import type { NamedEvent } from '../events/named-events.ts';

const EVENTS: Readonly<Record<string, NamedEvent>> = {
  write: 'fault: failed write',
  datasync: 'fault: failed sync',
  syncDirectory: 'fault: failed directory sync',
  read: 'fault: failed read',
  open: 'fault: failed open',
  rename: 'fault: failed rename',
};

/** As what an error of the memory disk counts; `undefined` if it is none that was commanded. */
export function diskFaultEvent(error: Error): NamedEvent | undefined {
  const [, code, operation = ''] = /^(\w+): (\w+)/.exec(error.message) ?? [];
  if (code === 'ENOSPC') return 'fault: disk full';
  return code === 'EIO' ? EVENTS[operation] : undefined;
}
