import { parseCommand, USAGE } from './cli/arguments.ts';
import { runOneSeed, runSeeds } from './cli/run-seeds.ts';
import { findLeftOutSteps } from './planted-bugs/find-left-out-steps.ts';
import { findPlantedBugs } from './planted-bugs/find-planted-bugs.ts';

const print = (line: string): void => console.log(line);
const command = parseCommand(process.argv.slice(2));

async function run(): Promise<number> {
  switch (command.type) {
    case 'seeds':
      return (await runSeeds(command, print)) ? 0 : 1;
    case 'seed':
      return (await runOneSeed(command.seed, command.trace, print)) ? 0 : 1;
    case 'planted-bugs':
      return (await findPlantedBugs(command.names, print)) ? 0 : 1;
    case 'left-out-steps':
      return findLeftOutSteps(command.names, print) ? 0 : 1;
    case 'help':
      print(USAGE);
      return 0;
    case 'wrong':
      console.error(command.problem);
      return 2;
  }
}

process.exitCode = await run();
