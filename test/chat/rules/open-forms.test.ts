import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { formsBeyond, mostForOne, mostOpen } from '../../../src/chat/rules/open-forms.ts';

test('however many forms somebody opens, few stand open, and the newest always does', () => {
  const about = fc.constantFrom('sql-01', 'web-01', 'app-01', 'app-02', 'app-03', 'app-04', 'app-05');
  fc.assert(
    fc.property(fc.array(about, { maxLength: 60 }), (opened) => {
      let open: { number: number; about: string }[] = [];
      for (const [number, what] of opened.entries()) {
        const away = formsBeyond(open, what);
        open = [{ number, about: what }, ...open.filter((form) => !away.includes(form))];
        assert.ok(open.length <= mostOpen);
        assert.ok(open.filter((form) => form.about === what).length <= mostForOne);
        for (const form of away) {
          const newer = open.filter((other) => other.number > form.number);
          assert.ok(newer.length >= mostForOne, 'only what newer ones take the place of is put away');
        }
      }
    }),
  );
});
