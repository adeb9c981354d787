import { type MeasureOptions, measureProtocol } from './measure.ts';

/** Measures in this process, with the options in the first argument, and prints the result. */
const options = JSON.parse(process.argv[2] ?? '') as MeasureOptions;
process.stdout.write(JSON.stringify(await measureProtocol(options)));
