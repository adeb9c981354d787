const DURATION =
  /^([-+]?)P(?=[-+\d]|T[-+\d])(?:([-+]?\d+)D)?(?:T(?=[-+\d])(?:([-+]?\d+)H)?(?:([-+]?\d+)M)?(?:([-+]?\d+(?:[.,]\d{0,9})?)S)?)?$/i;
const SECONDS = [86_400, 3600, 60, 1] as const;

/** Whether a text is a duration to Java's `Duration.parse` (`P1DT2H`, `PT0.5S`), and not negative. */
export function isJavaDuration(text: string): boolean {
  const [matched, sign, ...parts] = DURATION.exec(text) ?? [];
  if (matched === undefined) return false;
  const seconds = SECONDS.reduce((sum, unit, index) => {
    return sum + unit * Number((parts[index] ?? '0').replace(',', '.'));
  }, 0);
  return sign === '-' ? seconds <= 0 : seconds >= 0;
}
