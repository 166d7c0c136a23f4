import type { Reply, Router } from './teams/http.ts';
import { findPerson, roster } from './teams/roster.ts';
import { guid } from './world/ids.ts';
import type { World } from './world/world.ts';

/** The part of the control API that is Privileged Identity Management, and what a deny assignment takes away. */
export function roleRoutes(control: Router, world: World): void {
  control.on('POST', '/api/azure/roles/activate', ({ body }) => change(body, (id) => world.roles.activate(id)));
  control.on('POST', '/api/azure/roles/deactivate', ({ body }) => change(body, (id) => world.roles.deactivate(id)));

  control.on('GET', '/api/azure/denials', () => ({ status: 200, body: world.roles.denials }));
  control.on('DELETE', '/api/azure/denials', () => {
    world.roles.denials = [];
    return { status: 200, body: [] };
  });
  control.on('POST', '/api/azure/denials', ({ body }) => {
    const { action, scope } = body;
    const person = findPerson(roster, String(body.as));
    if (!person) return noPerson(body.as);
    if (typeof action !== 'string' || typeof scope !== 'string' || !scope.startsWith('/')) {
      return { status: 400, body: { error: 'action and scope are needed', remedy: 'give an action and an ARM id' } };
    }
    world.roles.denials.push({
      name: guid(`denial ${person.objectId} ${action} ${scope}`),
      denyAssignmentName: `deny-${person.id}`,
      scope,
      actions: [action],
      notActions: [],
      principalIds: [person.objectId],
      excludedIds: [],
    });
    return { status: 200, body: world.roles.denials };
  });
}

function change(body: Record<string, unknown>, act: (objectId: string) => unknown): NonNullable<Reply> {
  const person = findPerson(roster, String(body.as));
  if (!person) return noPerson(body.as);
  act(person.objectId);
  return { status: 200, body: {} };
}

function noPerson(given: unknown): NonNullable<Reply> {
  const remedy = `use one of ${roster.people.map(({ id }) => id).join(', ')}`;
  return { status: 400, body: { error: `there is no person "${given}"`, remedy } };
}
