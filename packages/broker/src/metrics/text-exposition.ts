import type { Metric, MetricFamily, Sample } from './metric.ts';

/** The media type of the text format of Prometheus, version 0.0.4. */
export const TEXT_EXPOSITION_TYPE = 'text/plain; version=0.0.4; charset=utf-8';

/** How much text there is at least in each piece but the last. */
const PIECE_CHARS_MIN = 16_384;

/**
 * The samples of metrics in the text format of Prometheus, in pieces of some 16 KiB: whoever sends
 * them can let others work between two. The source is read as the pieces are taken, so that what
 * changes meanwhile may be in the later ones. A metric without a sample has its name and type.
 */
export function* textExposition<Source>(
  metrics: Iterable<Metric<Source>>,
  source: Source,
): Generator<string, void, void> {
  let text = '';
  for (const { family, samples } of metrics) {
    text += heading(family);
    for (const sample of samples(source)) {
      text += sampleText(family, sample);
      if (text.length < PIECE_CHARS_MIN) continue;
      yield text;
      text = '';
    }
  }
  if (text !== '') yield text;
}

function heading({ name, type, help }: MetricFamily): string {
  const escaped = help.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
  return `# HELP ${name} ${escaped}\n# TYPE ${name} ${type}\n`;
}

function sampleText({ name }: MetricFamily, { suffix, labels, value }: Sample): string {
  return `${name}${suffix ?? ''}${labels} ${valueText(value)}\n`;
}

function valueText(value: number): string {
  if (value === Infinity) return '+Inf';
  return value === -Infinity ? '-Inf' : String(value);
}
