import { type Behaviour, setBehaviour } from './behaviour.ts';
import type { Router } from './http.ts';
import type { TeamsEvent, TeamsEvents } from './teams-events.ts';
import { answer, refuse } from './teams-routes.ts';

/** The part of the control API about what happens besides talking; docs/sandbox.md describes every route. */
export function eventRoutes(control: Router, happenings: TeamsEvents, behaviour: Behaviour): void {
  control.on('POST', '/api/react', ({ body }) => answer(happenings.react(body as Parameters<TeamsEvents['react']>[0])));
  control.on('POST', '/api/edit', ({ body }) => answer(happenings.edit(body as Parameters<TeamsEvents['edit']>[0])));
  control.on('POST', '/api/delete', ({ body }) =>
    answer(happenings.delete(body as Parameters<TeamsEvents['delete']>[0])),
  );
  control.on('POST', '/api/teams/events', async ({ body }) =>
    answer(await happenings.event(body as unknown as TeamsEvent)),
  );
  control.on('GET', '/api/teams/behaviour', () => ({ status: 200, body: behaviour }));
  control.on('POST', '/api/teams/behaviour', ({ body }) => {
    const wrong = setBehaviour(behaviour, body);
    if (wrong) return refuse({ error: wrong, remedy: `give true or false to ${Object.keys(behaviour).join(', ')}` });
    return { status: 200, body: behaviour };
  });
}
