import { measurePart, type MeasureOptions, type Part } from './measure.ts';

/** Measures in this process, with part and options in the arguments, and prints the result. */
const [part, options] = process.argv.slice(2).map((text): unknown => JSON.parse(text));
const measurement = await measurePart(part as Part, options as MeasureOptions);
process.stdout.write(JSON.stringify(measurement));
