import { parseArmId } from '../world/arm-id.ts';
import type { ArmResource } from '../world/resources.ts';
import { AzureError } from './errors.ts';

type Test = (one: ArmResource) => boolean;

const members: Record<string, (one: ArmResource) => string> = {
  resourcetype: ({ type }) => type,
  name: ({ name }) => name,
  location: ({ location = '' }) => location,
  resourcegroup: ({ id }) => parseArmId(id)?.group ?? '',
};

/**
 * The filter of a list of resources, as documented: members compared with eq or ne, a part of a name, one tag; joined
 * by and. @throws AzureError 400 for anything else (its text is modelled)
 */
export function resourceFilter(text = ''): Test {
  const tests = text.trim() === '' ? [] : text.split(/\s+and\s+/i).map((term) => testOf(term.trim(), text));
  return (one) => tests.every((test) => test(one));
}

function testOf(term: string, whole: string): Test {
  const part = /^substringof\('([^']*)',\s*name\)$/i.exec(term)?.[1]?.toLowerCase();
  if (part !== undefined) return ({ name }) => name.toLowerCase().includes(part);
  const [, member = '', operator = '', written = ''] = /^(\w+)\s+(eq|ne)\s+'((?:[^']|'')*)'$/i.exec(term) ?? [];
  const wanted = written.replaceAll("''", "'").toLowerCase();
  const equal = operator.toLowerCase() === 'eq';
  const key = member.toLowerCase();
  if (key === 'tagname' && equal)
    return ({ tags = {} }) => Object.keys(tags).some((tag) => tag.toLowerCase() === wanted);
  if (key === 'tagvalue' && equal)
    return ({ tags = {} }) => Object.values(tags).some((tag) => tag.toLowerCase() === wanted);
  const read = members[key];
  if (read) return (one) => (read(one).toLowerCase() === wanted) === equal;
  throw new AzureError(400, 'InvalidFilterInQueryString', `The filter '${whole}' in the query string is not valid.`);
}
