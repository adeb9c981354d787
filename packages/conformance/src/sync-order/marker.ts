const LENGTH = 24;
const MARKER = /~record-[0-9]{15}~/g;

/** A text that is in no other record, for the value of one. */
export function marker(number: number): string {
  return `~record-${String(number).padStart(LENGTH - '~record-~'.length, '0')}~`;
}

/** A marker and where it begins. */
export interface FoundMarker {
  readonly marker: string;
  readonly at: number;
}

/** The markers among some bytes. */
export function markersIn(bytes: Buffer): readonly FoundMarker[] {
  const found = bytes.toString('latin1').matchAll(MARKER);
  return [...found].map(({ 0: each, index }) => ({ marker: each, at: index }));
}
