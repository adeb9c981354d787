import { StandardOutput } from './standard-output.ts';

/** Prints a text, however long. Resolves when it was handed over, or nobody reads any more. */
export async function printText(text: string): Promise<void> {
  const output = new StandardOutput();
  await output.write([Buffer.from(text)]);
  await output.flush();
}
