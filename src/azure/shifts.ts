import { askAzure } from './ask.ts';
import { type PlainClient, parseJson } from './plain-client.ts';

/**
 * The shifts of a team around a moment, as Graph has them.
 * @param actsAs object id of a member of the team: Graph reads shifts on behalf of somebody
 */
export type ReadShifts = (teamId: string, actsAs: string, at: Date) => Promise<unknown>;

/** @param graph e.g. https://graph.microsoft.com */
export function createShifts(client: PlainClient, graph: string): ReadShifts {
  return (teamId, actsAs, at) =>
    askAzure(async () => {
      const now = at.toISOString();
      const filter = `sharedShift/startDateTime le ${now} and sharedShift/endDateTime ge ${now}`;
      const url = `${graph}/v1.0/teams/${encodeURIComponent(teamId)}/schedule/shifts?$filter=${encodeURIComponent(filter)}`;
      const headers = { accept: 'application/json', 'ms-app-acts-as': actsAs };
      return parseJson(await client({ method: 'GET', url, headers }));
    });
}
