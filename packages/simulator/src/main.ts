import { parseCommand, USAGE } from './cli/arguments.ts';
import { runOneSeed, runSeeds } from './cli/run-seeds.ts';
import { findPlantedBugs } from './planted-bugs/find-planted-bugs.ts';

const print = (line: string): void => console.log(line);
const command = parseCommand(process.argv.slice(2));

async function run(): Promise<boolean> {
  switch (command.type) {
    case 'seeds':
      return runSeeds(command, print);
    case 'seed':
      return runOneSeed(command.seed, command.trace, print);
    case 'planted-bugs':
      return findPlantedBugs(command.names, print);
    case 'usage':
      if (command.problem !== undefined) print(command.problem);
      print(USAGE);
      return false;
  }
}

process.exitCode = (await run()) ? 0 : 1;
