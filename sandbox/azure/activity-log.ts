import { type Context, param, type Reply } from './call.ts';
import { AzureError } from './errors.ts';
import { subscription } from './find.ts';
import { type Route, route } from './router.ts';

/** Differs from the path: event values share one type, whatever they are about (documented). */
const action = 'Microsoft.Insights/eventtypes/values/read';

/**
 * Azure Monitor's activity log (documented: the patterns of its filter, the members, that a start is required). It
 * lists activities recorded in the world; calls to this local Azure are not logged.
 */
export function activityLogRoutes(): Route[] {
  return [route('GET', `${subscription}/providers/Microsoft.Insights/eventtypes/management/values`, list, action)];
}

const pattern =
  /^eventTimestamp ge '([^']+)'(?: and eventTimestamp le '([^']+)')?(?: and (resourceGroupName|resourceUri) eq '([^']+)')?$/;

function list(context: Context): Reply {
  const [, from = '', to, member, value = ''] = pattern.exec(context.query.get('$filter') ?? '') ?? [];
  if (from === '')
    throw new AzureError(400, 'BadRequest', 'The $filter is missing or has a pattern that is not supported.');
  const begins = `/subscriptions/${param(context, 'subscriptionId')}/`.toLowerCase();
  const found = context.world.activities.filter(({ resourceId, at }) => {
    const id = resourceId.toLowerCase();
    const inPlace =
      member === 'resourceUri'
        ? id === value.toLowerCase()
        : member === undefined || id.includes(`/resourcegroups/${value.toLowerCase()}/`);
    return id.startsWith(begins) && inPlace && at >= new Date(from) && (to === undefined || at <= new Date(to));
  });
  const body = found.map(({ caller, operation, resourceId, at }) => ({
    caller,
    eventTimestamp: at.toISOString(),
    operationName: { value: operation, localizedValue: operation },
    resourceId,
    status: { value: 'Succeeded', localizedValue: 'Succeeded' },
  }));
  return { status: 200, body: { value: body } };
}
