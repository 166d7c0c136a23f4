import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from './part.ts';
import { mustRun, requireTool } from './run-tool.ts';

const bring = 'apt-get install dotnet-sdk-10.0, or https://dot.net';

/** For .NET tools on a machine without ICU. */
export const dotnetEnv: NodeJS.ProcessEnv = {
  ...process.env,
  DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: '1',
  DOTNET_CLI_TELEMETRY_OPTOUT: '1',
  DOTNET_NOLOGO: '1',
};

/**
 * The folder of a package of NuGet, by a restore that downloads nothing else.
 * @throws NotHere without the .NET SDK
 */
export async function nugetPackage(name: string, version: string): Promise<string> {
  const packages = cacheFolder('nuget');
  const folder = join(packages, name.toLowerCase(), version);
  // The restore writes this file last.
  if (existsSync(join(folder, '.nupkg.metadata'))) return folder;
  await requireTool('dotnet', ['--version'], bring);
  const project = join(cacheFolder('restore'), `${name}.csproj`);
  writeFileSync(
    project,
    `<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><TargetFramework>netstandard2.0</TargetFramework></PropertyGroup>
  <ItemGroup><PackageDownload Include="${name}" Version="[${version}]" /></ItemGroup>
</Project>
`,
  );
  await mustRun('dotnet', ['restore', project, '--packages', packages], { env: dotnetEnv });
  return folder;
}

/**
 * A tool of .NET, installed into the cache alone.
 * @throws NotHere without the .NET SDK
 */
export async function dotnetTool(name: string, version: string, program: string): Promise<string> {
  const folder = join(cacheFolder('tools'), `${name}-${version}`);
  const file = join(folder, program);
  if (existsSync(file)) return file;
  await requireTool('dotnet', ['--version'], bring);
  await mustRun('dotnet', ['tool', 'install', name, '--version', version, '--tool-path', folder], { env: dotnetEnv });
  return file;
}
