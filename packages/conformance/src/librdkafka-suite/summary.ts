/** A test that found nothing to do passes in no time, and has shown nothing. */
const DID_SOMETHING = /PASSED \|\s+(?!0\.000s)\d+\.\d+s/;

/** Whether a test passed and did something, by the line for it in the summary of the program. */
export function hasPassed(name: string, said: string): boolean {
  const line = said.split('\n').find((each) => each.includes(` ${name} `) && each.includes('|'));
  return line !== undefined && DID_SOMETHING.test(line);
}
