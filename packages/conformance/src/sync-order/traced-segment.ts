import { markersIn } from './marker.ts';

interface WrittenMarker {
  readonly marker: string;
  readonly position: number;
  /** The line of the trace from which on it was durable in the segment. */
  durableAt: number;
}

/** The markers that were written to a segment, and since when they are durable there. */
export class TracedSegment {
  private readonly written: WrittenMarker[] = [];

  /** Takes bytes that were written at a position; answers what to call when they are durable. */
  write(position: number, bytes: Buffer): (at: number) => readonly string[] {
    const added: readonly WrittenMarker[] = markersIn(bytes).map(({ marker, at }) => ({
      marker,
      position: position + at,
      durableAt: Infinity,
    }));
    this.written.push(...added);
    return (at) => {
      for (const each of added) each.durableAt = at;
      return added.map(({ marker }) => marker);
    };
  }

  /** The markers in a range that were durable before a line of the trace, and those that were not. */
  in(
    { position, byteLength }: { readonly position: number; readonly byteLength: number },
    line: number,
  ): { readonly durable: readonly string[]; readonly others: readonly string[] } {
    const durable: string[] = [];
    const others: string[] = [];
    for (const each of this.written) {
      if (each.position < position || each.position >= position + byteLength) continue;
      (each.durableAt < line ? durable : others).push(each.marker);
    }
    return { durable, others };
  }
}
