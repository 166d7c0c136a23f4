/**
 * What `npm test` leaves to `npm run test:long`, apart from the other engine of each test of the store: a file that is named
 * here, or that stands in a folder named here.
 */
export const longRun = [
  'test/faults/!(where-killed)',
  'test/faults/where-killed/!(sql-01).test.ts',
  'test/infra/install.test.ts',
];
