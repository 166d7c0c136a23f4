import { describe, it } from 'node:test';
import fc from 'fast-check';
import { SagaModel } from './saga-model.ts';

export const tapes = fc.uint8Array({ maxLength: 80, size: 'max' });

/** Its commits lost, a process wakes late and takes the attempt that another opened under the same number for its own. */
const takenForItsOwn = [51, 0, 203, 0, 1, 0, 0, 0, 0, 0, 14, 163, 136, 0, 79, 0, 0, 0, 0, 122, 0, 79, 0, 14, 0, 109];
/** Its commits lost, a process looks for its own send too early, freezes, and believes the look when it wakes. */
const frozenAfterItsLook = [0, 14, 0, 179, 0, 51, 0, 0, 0, 133, 0, 0, 0, 106, 0, 0, 0, 0, 0, 0, 122, 15, 153];

/** Plays each kind of interleaving so often. */
export function interleavings(runs: number): void {
  describe('a send whose answer may be lost, between two workers and a late Azure', () => {
    it(`has no second effect, is not forgotten, never goes against the preflight and can be mended, in ${runs} interleavings`, () => {
      const plays = fc.property(tapes, (tape) => new SagaModel(tape).play());
      fc.assert(plays, { numRuns: runs });
    });

    it(`nor where the clocks of the two are minutes apart, in ${runs} more`, () => {
      const plays = fc.property(fc.constantFrom(-600, -300, -160, 160, 300, 600), tapes, (apart, tape) =>
        new SagaModel(tape, { apart }).play(),
      );
      fc.assert(plays, { numRuns: runs });
    });

    it(`has none that is untold where calls are held, operations lie, commits are lost, and clocks that differ jump, in ${runs}`, () => {
      const plays = fc.property(fc.constantFrom(0, 0, -600, 300), tapes, (apart, tape) =>
        new SagaModel(tape, { apart, wild: true }).play(),
      );
      const examples = [takenForItsOwn, frozenAfterItsLook].map((tape): [number, Uint8Array] => [
        0,
        Uint8Array.from(tape),
      ]);
      fc.assert(plays, { numRuns: runs, examples });
    });
  });
}
