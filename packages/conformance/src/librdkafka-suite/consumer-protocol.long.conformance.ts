import { testSuite } from './suite-tests.ts';

testSuite('consumer');
