/** Whether `npm run conformance -- --all` runs, which takes the time that it needs. */
export const isWhole: boolean = process.env['ODRADEK_CONFORMANCE'] === 'all';

/** How much is done: little in the plain run, which everyone waits for, much in the whole one. */
export function extent(plain: number, whole: number): number {
  return isWhole ? whole : plain;
}
