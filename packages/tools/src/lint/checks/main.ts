import { checkLinks } from './check-links.ts';
import { checkReferences } from './check-references.ts';
import { checkRegistry } from './check-registry.ts';

const root = process.cwd();
const problems = [...checkReferences(root), ...checkRegistry(root), ...checkLinks(root)];
for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exitCode = 1;
