import { askIfThere } from './ask.ts';
import type { ClientsOf } from './clients.ts';
import { type SendOutcome, sendForEffect } from './outcome.ts';
import { parseResourceId } from './parse/arm-id.ts';
import { count, text } from './parse/values.ts';
import { scrub } from './redact.ts';

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
