import { relative } from 'node:path';
import { after, describe, it } from 'node:test';
import { closeShared } from '../at-end.ts';

/** Runs test files one after the other in this process, each as a suite of its own; see plan.ts. */
export function runLane(files: string[]): void {
  for (const file of files) {
    // What a file says at its top, such as `before`, belongs to the suite that imports it.
    describe(relative('', file), async () => {
      after(closeShared);
      await import(file).catch((error: unknown) => {
        // Thrown here it would fail the suite, which the closing figures do not count.
        it('can be loaded', () => {
          throw error;
        });
      });
    });
  }
}
