import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PersonServices, Services } from '../../src/app/services.ts';
import type { Gate } from '../../src/chat/gate.ts';
import type { Turn } from '../../src/chat/turn.ts';
import type { Inventory } from '../../src/machines/inventory.ts';
import type { VisibleInventory } from '../../src/machines/visible-inventory.ts';

/** Whether one type may be passed where the other is expected. */
type Fits<Given, Asked> = Given extends Asked ? true : false;

test('what one person may hear of fits where the whole inventory is asked for, so that commands call what workflows do', () => {
  const fits: [Fits<VisibleInventory, Inventory>, Fits<PersonServices, Services>] = [true, true];
  assert.deepEqual(fits, [true, true]);
});

/** Never called: this must not compile. */
export function misuse(services: Services, gate: Gate, turn: Turn<'text'>): void {
  // @ts-expect-error the whole inventory holds what this person may not hear of
  const visible: VisibleInventory = services.inventory;
  // @ts-expect-error services with the whole of it are not those of a person
  const theirs: PersonServices = services;
  // @ts-expect-error nor are those that are mixed from both
  const mixed: PersonServices = { ...turn.services, inventory: services.inventory };
  // @ts-expect-error the gate lets no command work with them
  const opened: Gate = { ...gate, services };
  // @ts-expect-error and neither does the turn that a command is given
  const given: Turn<'text'> = { ...turn, services };
  assert.ok(visible && theirs && mixed && opened && given);
}
