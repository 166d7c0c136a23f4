import { cmdlets } from './cmdlets.ts';

const types: Record<string, string> = {
  int: '[Nullable[int]]',
  long: '[Nullable[long]]',
  double: '[Nullable[double]]',
  bool: '[bool]',
  datetime: '[Nullable[datetime]]',
  hashtable: '[hashtable]',
  securestring: '[securestring]',
  'string[]': '[string[]]',
  file: '[ValidateScript({ Test-Path -LiteralPath $_ })][string]',
};

/** Functions that bind what the cmdlets bind, write down what they were given, and give what the next line needs. */
export function stubs(): string {
  return Object.entries(cmdlets)
    .map(([name, { default: usual, sets, gives = '' }]) => {
      const used = new Map<string, { type: string; attributes: string[] }>();
      for (const [set, parameters] of Object.entries(sets)) {
        for (const word of parameters.split(' ')) {
          const [, parameter = '', needed, piped, isSwitch, place, kind] =
            /^(\w+)(!?)(<?)(\??)(?:@(\d))?(?::(.+))?$/.exec(word) ?? [];
          if (!parameter) throw new Error(`${name}: ${word}`);
          const type = isSwitch
            ? '[switch]'
            : kind === undefined
              ? /^(Container|Policy|Subnet|Role|ProtectableItem|CloudBlob|NetworkInterface)$/.test(parameter)
                ? ''
                : '[string]'
              : (types[kind] ?? `[PSTypeName('Az.${kind}')]`);
          const one = used.get(parameter) ?? { type, attributes: [] };
          one.attributes.push(
            `[Parameter(ParameterSetName='${set}'${needed ? ', Mandatory' : ''}${piped ? ', ValueFromPipeline' : ''}${place ? `, Position=${place}` : ''})]`,
          );
          used.set(parameter, one);
        }
      }
      const parameters = [...used].map(
        ([parameter, { type, attributes }]) =>
          `${attributes.join('')}${needsText(attributes) && type === '[string]' ? '[ValidateNotNullOrEmpty()]' : ''}${type}$${parameter}`,
      );
      return `function ${name} {
  [CmdletBinding(DefaultParameterSetName='${usual ?? Object.keys(sets)[0]}', PositionalBinding=$false)]
  param(${parameters.join(', ')})
  Add-Call '${name}' $PSCmdlet.ParameterSetName $PSBoundParameters
  ${gives}
}`;
    })
    .join('\n');
}

function needsText(attributes: readonly string[]): boolean {
  return attributes.some((one) => one.includes('Mandatory'));
}
