/**
 * What `npm test` leaves to `npm run test:long`, apart from the other engine of each test of the store: files, and folders with
 * all that is in them.
 */
export const longRun = [
  // Storms, floods, and every kill but those of one restore.
  'test/faults/!(where-killed)',
  'test/faults/where-killed/!(sql-01).test.ts',
  // The sandbox itself: by Microsoft's documents, by Microsoft's clients and in a browser.
  'test/sandbox',
  // In the browser what is also seen without one; the main flow and approvals stay.
  'test/e2e/!(main-flow|approval).test.ts',
  // Words by the thousand.
  'test/{chat,teams}/fuzz.test.ts',
  'test/chat/budgets.test.ts',
  // The bundle by itself: all of `npm test` runs on it. The installs, and runs of tests that are killed.
  'test/infra/{bundle,install}.test.ts',
  'test/runner',
  // Long worlds, whose steps and rules have tests of their own.
  'test/drills/{clean-up-view,copies-left,copy-life,drill-definition,exceptions,failed-drill,gone,group-gone,remade,told-once,vault-gone}.test.ts',
  'test/by-hand/{byhand-replay,rules/hostile-names}.test.ts',
  'test/store/embedded/open-embedded.test.ts',
  'test/restore/{rebuild-failures,staging-attack}.test.ts',
  'test/saga/{preflight-machine,restored-database}.test.ts',
];
