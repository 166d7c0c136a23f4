import { relative } from 'node:path';
import { after, describe, it } from 'node:test';
import { closeShared } from '../at-end.ts';

/** Runs test files one after another in this process, each as a suite of its own; see plan.ts. */
export function runLane(files: string[]): void {
  for (const file of files) {
    // Hooks at the top of a file, such as `before`, belong to the suite that imports it.
    describe(relative('', file), async () => {
      after(closeShared);
      await import(file).catch((error: unknown) => {
        // An error thrown here would fail the suite, which the final figures do not count.
        it('can be loaded', () => {
          throw error;
        });
      });
    });
  }
}
