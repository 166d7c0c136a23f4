/** Files and folders that `npm test` leaves to `npm run test:long`, apart from the second engine of each store test. */
export const longRun = [
  // Storms, floods, and every kill but those of one restore.
  'test/faults/!(where-killed)',
  'test/faults/where-killed/!(sql-01).test.ts',
  // The sandbox itself: against Microsoft's documents, Microsoft's clients and in a browser.
  'test/sandbox',
  // Whole first contacts, with a bot each.
  'test/first-contact/azure.test.ts',
  // Browser tests of what other tests also cover; the main flow and approvals stay.
  'test/e2e/!(main-flow|approval).test.ts',
  // Fuzzing with thousands of texts.
  'test/{chat,teams}/fuzz.test.ts',
  'test/chat/budgets.test.ts',
  // The model of sentences, trained anew, and how it reads the thousands that it learned from.
  'test/chat/rules/plain-words/learned.test.ts',
  // The bundle alone, on which all of `npm test` runs anyway; installs; and test runs that are killed.
  'test/infra/{bundle,install}.test.ts',
  'test/runner',
  // Long simulations, whose steps and rules have tests of their own.
  'test/drills/{clean-up,clean-up-view,copies-left,copy-life,drill-definition,exceptions,failed-drill,gone,group-gone,notified-once,remade,vault-gone}.test.ts',
  'test/by-hand/{byhand-replay,rules/hostile-names}.test.ts',
  'test/store/embedded/open-embedded.test.ts',
  'test/restore/{rebuild-failures,rebuild-kinds,staging-attack}.test.ts',
  'test/saga/{preflight-machine,preflight-protection,restored-database}.test.ts',
  // The same interleavings, of which npm test plays fewer.
  'test/saga/rules/many-interleavings.test.ts',
];
