/** What a text in the format of Prometheus says. */
export interface ScrapedMetrics {
  /** The type of each metric by its name. */
  readonly types: ReadonlyMap<string, string>;
  /** The values by name and labels, as they stand there: `up{job="kafka"}`. */
  readonly values: ReadonlyMap<string, number>;
}

const TYPE = /^# TYPE ([a-z_0-9]+) (counter|gauge|summary)$/;
const HELP = /^# HELP ([a-z_0-9]+) .+$/;
const LABEL = String.raw`[a-zA-Z]+="(?:[^"\\\n]|\\[\\"n])*"`;
const SAMPLE: RegExp = new RegExp(
  String.raw`^([a-z_0-9]+)((?:\{${LABEL}(?:,${LABEL})*\})?) (NaN|[+-]Inf|-?[0-9.e+-]+)$`,
);

/**
 * Reads the text format of Prometheus 0.0.4. Raises an `Error` for a line that is none of it, for a
 * sample that does not follow the type of its metric, and for what stands there twice.
 */
export function readScrape(text: string): ScrapedMetrics {
  const types = new Map<string, string>();
  const values = new Map<string, number>();
  if (!text.endsWith('\n')) throw new Error('The text ends within a line.');
  let last = '';
  for (const line of text.slice(0, -1).split('\n')) {
    const type = TYPE.exec(line);
    if (type !== null) {
      last = type[1] ?? '';
      if (types.has(last)) throw new Error(`${last} has two types.`);
      types.set(last, type[2] ?? '');
    } else if (!HELP.test(line)) readSample(line, last, values);
  }
  return { types, values };
}

function readSample(line: string, last: string, values: Map<string, number>): void {
  const [, name = '', labels = '', value] = SAMPLE.exec(line) ?? [];
  if (value === undefined) throw new Error(`This is no sample: ${line}`);
  if (name.replace(/_(sum|count)$/, '') !== last && name !== last) {
    throw new Error(`${name} stands behind the type of ${last}.`);
  }
  if (values.has(name + labels)) throw new Error(`${name}${labels} stands there twice.`);
  values.set(name + labels, Number(value.replace('Inf', 'Infinity')));
}
