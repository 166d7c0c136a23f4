import { addComputeOperation } from '../world/compute-operations.ts';
import { runCommandType } from '../world/extensions.ts';
import { agentAnswers } from '../world/machine-model.ts';
import { type Context, param, type Reply } from './call.ts';
import { operationAddresses } from './compute-operation.ts';
import { AzureError } from './errors.ts';
import { group, theResource } from './find.ts';
import { type Route, route } from './router.ts';

const vms = 'Microsoft.Compute/virtualMachines';
const command = `${group}/providers/${vms}/{vmName}/runCommands/{runCommandName}`;

/** Scripts that Azure runs in a machine, each a resource below it. The world makes up their output. */
export function runCommandRoutes(): Route[] {
  return [route('PUT', command, put), route('GET', command, get)];
}

function put(context: Context): Reply {
  const machine = theResource(context, vms, param(context, 'vmName'));
  const name = param(context, 'runCommandName');
  const { location, properties } = (context.body ?? {}) as { location?: string; properties?: Record<string, unknown> };
  if (!location) {
    throw new AzureError(400, 'LocationRequired', 'The location property is required for this definition.');
  }
  const { world, now } = context;
  const state = world.machines.get(machine.id.toLowerCase());
  if (state?.power !== 'running') {
    throw new AzureError(409, 'OperationNotAllowed', 'Cannot modify extensions in the VM when the VM is not running.');
  }
  const { timeoutInSeconds = 5400 } = properties ?? {};
  const view: Record<string, unknown> = { executionState: 'Running', startTime: now.toISOString() };
  const made = world.resources.put({
    name,
    id: `${machine.id}/runCommands/${name}`,
    type: runCommandType,
    location,
    properties: { ...structuredClone(properties), provisioningState: 'Creating', instanceView: view },
  });
  // A script waits for a silent agent until its time is over. The duration of a script is a guess.
  const answers = agentAnswers(state, now);
  const seconds = answers ? 40 : Number(timeoutInSeconds);
  const operation = addComputeOperation(world, param(context, 'subscriptionId'), location, seconds, (at) => {
    const [, said] = [...world.probes].find(([part]) => machine.name.includes(part)) ?? [];
    made.properties.provisioningState = 'Succeeded';
    Object.assign(view, { endTime: at.toISOString() });
    if (!answers) Object.assign(view, { executionState: 'TimedOut', exitCode: 0, output: '', error: '' });
    else if (said === 'silent')
      Object.assign(view, { executionState: 'Succeeded', exitCode: 0, output: '', error: '' });
    else {
      const output =
        said === 'fails'
          ? 'ok disks 3\nbad services MSSQLSERVER is stopped\n'
          : `ok disks 3\nok services\n${asked(properties, said === 'stale' ? longAgo(at) : at)}`;
      const exitCode = said === 'fails' ? 1 : 0;
      Object.assign(view, { executionState: exitCode ? 'Failed' : 'Succeeded', exitCode, output, error: '' });
    }
    return undefined;
  });
  const { instanceView: _, ...shown } = made.properties;
  return {
    status: 201,
    headers: operationAddresses(context, operation),
    body: { ...made, properties: structuredClone(shown) },
    effect: `run command ${name} of ${machine.name} accepted`,
  };
}

/** Older than anybody allows the newest file to be. */
function longAgo(at: Date): Date {
  return new Date(at.getTime() - 2 * 365 * 24 * 60 * 60_000);
}

/**
 * No script is really run: files are as new as the machine, or very old, every port answers, and a custom script
 * succeeds.
 */
function asked(properties: Record<string, unknown> | undefined, at: Date): string {
  const { script = '' } = (properties?.source ?? {}) as { script?: string };
  const port = /ok port (\d+)/.exec(script)?.[1];
  return [
    ...(/"newest \$/.test(script) ? [`newest ${Math.floor(at.getTime() / 1000)}`] : []),
    ...(port ? [`ok port ${port}`] : []),
    ...(/ok script/.test(script) ? ['ok script'] : []),
  ]
    .map((line) => `${line}\n`)
    .join('');
}

/** The instance view is returned only on request. */
function get(context: Context): Reply {
  const found = theResource(context, runCommandType, param(context, 'vmName'), param(context, 'runCommandName'));
  const { instanceView, ...properties } = found.properties;
  const asked = /instanceview/i.test(context.query.get('$expand') ?? '');
  return { status: 200, body: { ...found, properties: { ...properties, ...(asked && { instanceView }) } } };
}
