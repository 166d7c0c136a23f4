import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** How the bot proves its identity to Entra. */
export type SignIn =
  /** Azure vouches for the host that the bot runs on. */
  | { kind: 'managed-identity' }
  /** Another issuer, such as a Kubernetes cluster, vouches for it; its tokens are in a file that is renewed. */
  | { kind: 'federated'; tokenFile: string }
  /** PEM, with its private key. */
  | { kind: 'certificate'; file: string; ends: Date }
  | { kind: 'secret'; secret: string; ends?: Date };

type Given = {
  BOT_CLIENT_SECRET?: string | undefined;
  BOT_CLIENT_SECRET_ENDS?: string | undefined;
  BOT_CERTIFICATE_FILE?: string | undefined;
  BOT_FEDERATED_TOKEN_FILE?: string | undefined;
};

/** @throws Error when more than one is set, or the certificate cannot be used */
export function readSignIn(given: Given): SignIn {
  const { BOT_CLIENT_SECRET: secret, BOT_CLIENT_SECRET_ENDS: ends } = given;
  const { BOT_CERTIFICATE_FILE: file, BOT_FEDERATED_TOKEN_FILE: tokenFile } = given;
  const set = Object.entries({
    BOT_CLIENT_SECRET: secret,
    BOT_CERTIFICATE_FILE: file,
    BOT_FEDERATED_TOKEN_FILE: tokenFile,
  })
    .filter(([, value]) => value)
    .map(([name]) => name);
  if (set.length > 1) throw new Error(`${set.join(' and ')}: set one, the way that the bot is to sign in`);
  if (secret) return { kind: 'secret', secret, ...(ends && { ends: new Date(ends) }) };
  if (file) return { kind: 'certificate', file, ends: readCertificateEnd(file) };
  return tokenFile ? { kind: 'federated', tokenFile } : { kind: 'managed-identity' };
}

function readCertificateEnd(file: string): Date {
  try {
    const pem = readFileSync(file, 'utf8');
    const certificate = new X509Certificate(pem);
    if (!certificate.checkPrivateKey(createPrivateKey(pem)))
      throw new Error('its private key is that of another certificate');
    return new Date(certificate.validTo);
  } catch (error) {
    throw new Error(
      `BOT_CERTIFICATE_FILE: ${file} cannot be used (${(error as Error).message}); name a PEM file with the certificate and its private key, which the bot may read`,
    );
  }
}

const day = 24 * 3_600_000;

/** Whole days until the certificate or secret expires; undefined: it does not expire, or its end is not known. */
export function signInDaysLeft(signIn: SignIn, now: Date): number | undefined {
  const ends = 'ends' in signIn ? signIn.ends : undefined;
  return ends && Math.floor((ends.getTime() - now.getTime()) / day);
}
