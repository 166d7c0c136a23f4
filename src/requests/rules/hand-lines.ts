/**
 * The lines that do what a request does. Data is never deleted: stopping keeps it in both tools unless they are told
 * otherwise.
 * beyondAz: the resource group in which az finds no backup, where these lines ask it to.
 */
export type ChangeLines = { az: string[]; powershell: string[]; beyondAz?: string };
