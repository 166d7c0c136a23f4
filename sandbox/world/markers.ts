/**
 * Planted secrets. Each appears, word for word, in what the local Azure returns or stores wherever the real one has key
 * material; a test looks for them in logs, store, cards and errors, which must never contain one. They are letters and
 * digits only, and their length is divisible by four, so that they stay whole inside base64.
 */
export const markers = {
  keyBackupData: 'PLANTEDkeyBackupDataMARKER00',
  secretData: 'PLANTEDsecretDataMARKER00000',
  keyVaultSecretBackupData: 'PLANTEDsecretBackupDataMARKER000',
  secretValue: 'PLANTEDsecretValueMARKER0000',
  sas: 'PLANTEDsasSignatureMARKER000',
};

/** All markers, to search for. */
export const plantedMarkers: readonly string[] = Object.values(markers);

/** Base64 of `text`, followed by the plain marker. */
export function plant(text: string, marker: string): string {
  return `${Buffer.from(text.padEnd(Math.ceil(text.length / 3) * 3, '.')).toString('base64')}${marker}`;
}

/** A blob address with a shared access signature, as the snapshot extension and boot diagnostics return them. */
export function signedBlob(account: string, path: string): string {
  return `https://${account}.blob.core.windows.net/${path}?sv=2023-11-03&sr=b&sp=r&se=2099-01-01T00%3A00%3A00Z&sig=${markers.sas}`;
}
