import { testRandomSource } from '../testing/random-conformance.ts';
import { SystemRandom } from './system-random.ts';

testRandomSource('SystemRandom', () => new SystemRandom());
