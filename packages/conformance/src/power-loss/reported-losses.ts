import { median } from '../figures/figures.ts';
import { type PowerLoss, powerLosses, type PowerLossOptions } from './power-losses.ts';

const FROM = Number(process.env['ODRADEK_POWER_LOSS_FROM'] ?? 0);
const SEED = Number(process.env['ODRADEK_POWER_LOSS_SEED'] ?? Date.now() % 1_000_000);

/** How power is lost, from the seed and the run that the environment says. */
export interface ReportedLossesOptions extends Omit<PowerLossOptions, 'seed' | 'from'> {
  /** Whether violations are what is wanted, and only counted. */
  readonly isLosing: boolean;
}

/** How many losses there are: what the environment says, or a default. */
export function runsOr(runs: number): number {
  return Number(process.env['ODRADEK_POWER_LOSS_RUNS'] ?? runs);
}

/** Loses power over and over, and prints the figures. */
export async function reportedLosses(
  what: string,
  options: ReportedLossesOptions,
): Promise<readonly PowerLoss[]> {
  const losses: PowerLoss[] = [];
  for await (const loss of powerLosses({ ...options, seed: SEED, from: FROM })) {
    losses.push(loss);
    if (loss.violations.length > 0 && !options.isLosing)
      console.error(`seed ${SEED}, run ${loss.run}:\n  ${sentences(loss).join('\n  ')}`);
  }
  console.log(`${what}: ${figures(losses).join('; ')}`);
  return losses;
}

function sentences({ violations, said }: PowerLoss): readonly string[] {
  return [...violations, said];
}

function figures(losses: readonly PowerLoss[]): readonly string[] {
  const sum = (of: (loss: PowerLoss) => number) => losses.reduce((all, loss) => all + of(loss), 0);
  return [
    `${losses.length} losses of power from seed ${SEED}, run ${FROM}`,
    `${losses.filter(({ cache }) => cache === 'lost').length} of them with the write cache of the disk`,
    `${sum(({ lossesAtStart }) => lossesAtStart)} more while a broker recovered`,
    `${sum(({ acknowledged }) => acknowledged)} records in ${sum(({ requests }) => requests)} requests acknowledged`,
    `${sum(({ lost }) => lost)} lost, in ${losses.filter(({ lost }) => lost > 0).length} losses`,
    `${losses.filter(({ violations }) => violations.length > 0).length} losses with a violation`,
    `start after one ${median(losses.map(({ startMs }) => startMs)).toFixed(0)} ms (median)`,
  ];
}
