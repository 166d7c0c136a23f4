import { parseResourceId, type Ref } from '../kernel/arm-id.ts';
import { askIfThere, type SendOutcome, sendForEffect } from './calls.ts';
import type { ClientsOf } from './clients.ts';
import { scrub } from './errors.ts';
import { count, text } from './parse/values.ts';
import { type PlainClient, readBytes } from './plain-client.ts';

/** A managed Run Command as Azure returns it, a resource of its own below the machine. */
export type RunCommandFacts = {
  script: string;
  provisioningState: string;
  /** Unknown, Pending, Running, Failed, Succeeded, TimedOut or Canceled; '' if Azure did not say. */
  executionState: string;
  exitCode?: number;
  /** Cut and redacted: it is untrusted output of a guest. */
  output: string;
};

export type RunCommands = {
  send(call: {
    vmId: string;
    location: string;
    name: string;
    script: string;
    timeoutSeconds: number;
    clientRequestId: string;
  }): Promise<SendOutcome>;
  /** undefined: no such command, or no such machine. */
  get(vmId: string, name: string): Promise<RunCommandFacts | undefined>;
};

/** Azure keeps the last 4 KB of the output as well. */
const mostOutput = 4096;

export function createRunCommands(clients: ClientsOf): RunCommands {
  return {
    send({ vmId, location, name, script, timeoutSeconds, clientRequestId }) {
      const { subscriptionId, resourceGroup, name: vm } = parseResourceId(vmId);
      const { virtualMachineRunCommands } = clients(subscriptionId).changing.compute;
      const command = { location, source: { script }, asyncExecution: false, timeoutInSeconds: timeoutSeconds };
      return sendForEffect(clientRequestId, (options) =>
        virtualMachineRunCommands.createOrUpdate(resourceGroup, vm, name, command, options).submitted(),
      );
    },
    async get(vmId, name) {
      const { subscriptionId, resourceGroup, name: vm } = parseResourceId(vmId);
      const { virtualMachineRunCommands } = clients(subscriptionId).reading.compute;
      const found = await askIfThere(() =>
        virtualMachineRunCommands.getByVirtualMachine(resourceGroup, vm, name, { expand: 'instanceView' }),
      );
      if (!found) return undefined;
      const exitCode = count(found.instanceView?.exitCode);
      return {
        script: text(found.source?.script) ?? '',
        provisioningState: text(found.provisioningState) ?? '',
        executionState: text(found.instanceView?.executionState) ?? '',
        ...(exitCode !== undefined && { exitCode }),
        output: scrub(text(found.instanceView?.output) ?? '', mostOutput),
      };
    },
  };
}

type PowerCall = { vmId: Ref; clientRequestId: string };

/** A call's effect shows in the VM's power state. Both calls do nothing if that is already reached. */
export type Power = {
  start(call: PowerCall): Promise<SendOutcome>;
  /** Stops the VM and releases its host, which a stop within the guest does not. */
  deallocate(call: PowerCall): Promise<SendOutcome>;
};

export function createPower(clients: ClientsOf): Power {
  const send = (act: 'start' | 'deallocate', { vmId, clientRequestId }: PowerCall) => {
    const { subscriptionId, resourceGroup, name } = parseResourceId(vmId);
    const { virtualMachines } = clients(subscriptionId).changing.compute;
    return sendForEffect(clientRequestId, (options) => virtualMachines[act](resourceGroup, name, options).submitted());
  };
  return { start: (call) => send('start', call), deallocate: (call) => send('deallocate', call) };
}

export type BootDiagnostics = {
  /** The VM's screen, as the picture that Azure took; undefined if there is none. */
  screenshot(vmId: Ref): Promise<Buffer | undefined>;
};

/** A bitmap of a screen is 2 to 3 MB. */
const mostBitmapBytes = 16 * 2 ** 20;

/**
 * The picture's address is signed, and never leaves this function.
 * @param fetchSigned sends no token: the address is its own key
 */
export function createBootDiagnostics(clients: ClientsOf, fetchSigned: PlainClient): BootDiagnostics {
  return {
    async screenshot(vmId) {
      const { subscriptionId, resourceGroup, name } = parseResourceId(vmId);
      const { virtualMachines } = clients(subscriptionId).reading.compute;
      const data = await askIfThere(() => virtualMachines.retrieveBootDiagnosticsData(resourceGroup, name));
      const url = text(data?.consoleScreenshotBlobUri);
      if (!url?.startsWith('https://')) return undefined;
      return askIfThere(async () => readBytes(await fetchSigned({ method: 'GET', url, bytes: true }), mostBitmapBytes));
    },
  };
}
