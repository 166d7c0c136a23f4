/** A script that Azure runs in a machine. */
export const runCommandType = 'Microsoft.Compute/virtualMachines/runCommands';
