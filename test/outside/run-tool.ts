import { spawn } from 'node:child_process';
import { NotHere } from './part.ts';

export type Ran = { code: number; stdout: string; stderr: string };

type RunOptions = { cwd?: string; env?: NodeJS.ProcessEnv; input?: string; minutes?: number };

/**
 * Runs a foreign program to its end, however it ends.
 * @throws NotHere if it doesn't exist
 */
export function runTool(program: string, args: readonly string[], options: RunOptions = {}): Promise<Ran> {
  const { cwd, env = process.env, input = '', minutes = 10 } = options;
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, env, timeout: minutes * 60_000 });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
    child.on('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'ENOENT' ? new NotHere(`there is no ${program}`) : error);
    });
    child.on('close', (code, signal) => {
      const stderr = Buffer.concat(err).toString();
      resolve({
        code: code ?? 1,
        stdout: Buffer.concat(out).toString(),
        stderr: signal ? `${stderr}\nended by ${signal}` : stderr,
      });
    });
    // A program that exits without reading its input has given its reason.
    child.stdin.on('error', () => {});
    child.stdin.end(input);
  });
}

/** Runs a program that must succeed for the part to go on. */
export async function mustRun(program: string, args: readonly string[], options: RunOptions = {}): Promise<string> {
  const { code, stdout, stderr } = await runTool(program, args, options);
  if (code !== 0) throw new Error(`${program} ${args.join(' ')}: ${code}\n${(stderr || stdout).trim().slice(-2000)}`);
  return stdout;
}

/** @param bring command that installs it */
export async function requireTool(program: string, args: readonly string[], bring: string): Promise<string> {
  try {
    const { stdout, stderr } = await runTool(program, args);
    return (stdout || stderr).trim();
  } catch (error) {
    if (error instanceof NotHere) throw new NotHere(`there is no ${program} here: ${bring}`);
    throw error;
  }
}
