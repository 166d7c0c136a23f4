import { relative } from 'node:path';
import { describe, it } from 'node:test';

/** Runs test files one after the other in this process, each as a suite of its own; see run.ts. */
export function runLane(files: string[]): void {
  for (const file of files) {
    // What a file says at its top, such as `before`, belongs to the suite that imports it.
    describe(relative('', file), async () => {
      await import(file).catch((error: unknown) => {
        // Thrown here it would fail the suite, which the closing figures do not count.
        it('can be loaded', () => {
          throw error;
        });
      });
    });
  }
}
